"""The tables of the screen as a file, with a line in the audit trail. Counts only: nothing of a single matter."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_name
from linli.common.domain.audit import note_deed
from linli.common.spreadsheets import csv_lines, xlsx_file
from linli.people.doors import ReadRequest, staff_only
from linli.screen.queries.panorama import Line, Panorama, panorama
from linli.screen.queries.view import View, children_words, kind_name, period_words
from linli.screen.rules import MAY_TAKE
from linli.screen.views.answer import view_or_404
from linli.screen.views.panorama import rate_words

SHAPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@require_safe
@staff_only(*MAY_TAKE)
def export_screen(request: ReadRequest, area: str, shape: str) -> HttpResponse:
    if shape not in SHAPES:
        raise Http404
    view = view_or_404(request, area)
    found = panorama(view)
    rows = list(_rows(view, found))
    note_deed(
        "figures.exported", by=request.reader, subject_kind="screen", filter=view.url(), rows=len(rows), shape=shape
    )
    head = [_("Divided by"), _("Code"), _("Name"), _("Opened"), _("Closed"), pgettext("figure", "Running"), _("Due today"), _("Overdue"),
            _("Area"), _("Kind"), _("First day"), _("Last day"), _("Read at")]  # fmt: skip
    name = f"screen-{view.area}-{view.first}-{view.last}.{shape}"
    answer: Any
    if shape == "xlsx":
        answer = FileResponse(xlsx_file(_("One screen"), head, rows), as_attachment=True, filename=name)
    else:
        answer = HttpResponse(b"".join(csv_lines(head, rows)))
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Type"] = SHAPES[shape]
    answer["Cache-Control"] = "private, no-store"
    response: HttpResponse = answer
    return response


def _rows(view: View, found: Panorama) -> Iterator[list[Any]]:
    where = [area_name(view.area), kind_name(view.kind) if view.kind else ""]
    moment = f"{localtime(found.read_at):%Y-%m-%d %H:%M:%S}"
    tail = [*where, str(view.first), str(view.last), moment]
    course = found.course
    stands = [count.value for count in (found.open, found.due_today, found.late)]
    came = [course.opened.value, course.on_time.value + course.closed_late.value] if course else ["", ""]
    yield [_("Whole"), view.area, area_name(view.area), *came, *stands, *tail]
    for line in found.areas:
        yield [children_words(view.area), line.code, line.name, *_counts(line), *tail]
    for share in found.shares:
        yield [
            _("Rate, numerator and denominator"),
            share.key,
            str(share.title),
            share.share.part,
            share.share.whole,
            "",
            "",
            "",
            *tail,
        ]
    if course is None:
        return
    for by, lines in ((_("Kind"), course.kinds), (_("Came in by"), course.sources)):
        for line in lines:
            yield [by, line.code, line.name, *_counts(line), *tail]
    for day in course.days:
        on = str(day.on)
        yield [_("Day"), on, "", day.opened.value, day.closed.value, "", "", "", *where, on, on, moment]
    for rate in course.rates.rates:
        if rate.is_shown:
            yield [_("Rate, numerator and denominator"), period_words(view.period), rate_words()[rate.name][0],
                   rate.numerator.value, rate.denominator.value, "", "", "", *tail]  # fmt: skip


def _counts(line: Line) -> list[Any]:
    return [count.value if count else "" for count in (line.opened, line.closed, line.open, line.today, line.late)]
