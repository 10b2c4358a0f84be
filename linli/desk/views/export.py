"""Lists and figures as files, with a line in the audit trail: who, which filter, how many rows."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_name
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import walk_cases
from linli.cases.rules import MAY_EXPORT
from linli.common.domain.audit import note_deed
from linli.common.spreadsheets import MOST_XLSX, csv_lines, xlsx_file
from linli.counties.current import current_county, inside
from linli.counties.models import County
from linli.desk.forms.filters import kind_words
from linli.desk.queries.columns import COLUMNS, plain
from linli.desk.queries.counts import count_views
from linli.desk.queries.period import Period, read_sheet
from linli.people.doors import ReadRequest, staff_only
from linli.people.reader import Reader

SHAPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
MOST_ROWS = 5_000_000


@require_safe
@staff_only(*MAY_EXPORT)
def export_cases(request: ReadRequest, shape: str) -> HttpResponse:
    """The list that the address names, whole. No words of residents, no persons, no coordinates."""
    if shape not in SHAPES:
        raise Http404
    wanted = CaseFilter.read(request.GET)
    count = count_views(request.reader, {"list": wanted}, most=MOST_ROWS)["list"].value
    if shape == "xlsx" and count > MOST_XLSX:
        context = {"count": count, "most": MOST_XLSX, "query": wanted.address()}
        return render(request, "desk/too_many_rows.html", context, status=422)
    note_deed(
        "cases.exported", by=request.reader, subject_kind="list", filter=wanted.address(), rows=count, shape=shape
    )
    return _file(shape, f"cases-{localdate()}", _("Matters"), [str(column.title) for column in COLUMNS],
                 _rows(request.reader, wanted))  # fmt: skip


def _rows(reader: Reader, wanted: CaseFilter) -> Iterator[list[Any]]:
    for row in walk_cases(reader, wanted):
        yield [plain(column.value(row)) for column in COLUMNS]


@require_safe
@staff_only(*MAY_EXPORT)
def export_figures(request: ReadRequest, shape: str) -> HttpResponse:
    """The tables of the figures page in one file, with the period and the moment of reading."""
    if shape not in SHAPES:
        raise Http404
    period = Period.read(request.GET)
    sheet = read_sheet(request.reader, period)
    head = [_("Divided by"), _("Code"), _("Name"), _("Opened"), _("Closed in time"), _("Closed late"), _("On-time rate, %"),
            _("First day"), _("Last day"), _("Read at")]  # fmt: skip
    tail = [str(period.first), str(period.last), plain(sheet.read_at)]
    groups = [
        (_("Whole"), [sheet.whole], _nameless),
        (_("Town or subdistrict"), sheet.by_town, area_name),
        (_("Kind"), sheet.by_kind, kind_words),
    ]
    rows = [
        [by, line.code, name(line.code), line.opened.value, line.on_time.value, line.late.value,
         "" if line.share is None else line.share, *tail]
        for by, lines, name in groups
        for line in lines
    ]  # fmt: skip
    note_deed(
        "figures.exported", by=request.reader, subject_kind="figures", filter=period.query, rows=len(rows), shape=shape
    )
    return _file(shape, f"figures-{period.first}-{period.last}", _("Figures"), head, rows)


def _nameless(_code: str) -> str:
    return ""


def _file(shape: str, name: str, title: str, head: list[str], rows: Iterable[Iterable[Any]]) -> HttpResponse:
    answer: Any
    if shape == "csv":
        answer = StreamingHttpResponse(
            _kept(csv_lines(head, rows), get_language() or "", current_county()), content_type=SHAPES[shape]
        )
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    else:
        answer = FileResponse(
            xlsx_file(title, head, rows), as_attachment=True, filename=f"{name}.xlsx", content_type=SHAPES[shape]
        )
    answer["Cache-Control"] = "private, no-store"
    response: HttpResponse = answer
    return response


def _kept(pieces: Iterator[bytes], language: str, county: County) -> Iterator[bytes]:
    """Go on in the reader's language and county after the middleware has left both."""
    while True:
        with override(language), inside(county):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
