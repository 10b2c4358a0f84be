"""The archive of applications: looked through by number, item, area and day; opened with a reason; taken out as a file."""

from dataclasses import replace
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.areas.queries.map import area_map
from linli.cases.queries.address import number_of
from linli.common.days import day_in
from linli.common.domain.audit import note_deed
from linli.common.errors import Refusal
from linli.common.spreadsheets import MOST_XLSX, csv_lines, xlsx_file
from linli.hall.application_rules import MAY_EXPORT_ARCHIVE, MAY_READ_ARCHIVE
from linli.hall.forms.application_deeds import LookForm
from linli.hall.queries.applications import Wanted, list_applications
from linli.hall.queries.archive import VIEW, archive_head, walk_archive
from linli.hall.queries.item import item_map
from linli.hall.views.application_answer import application_or_404, private
from linli.hall.views.application_desk import show_desk
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sought_in(request: ReadRequest) -> tuple[Wanted, bool]:
    """What the address asks for, and whether its number or area means something; what does not finds nothing."""
    asked = request.GET
    typed, area = asked.get("number", "").strip(), asked.get("area", "").strip()
    number = number_of(typed) if typed else None
    code = area if area in area_map() and len(area) in (9, 12) else _named(area)
    wanted = Wanted(
        VIEW, asked.get("item", "")[:40], code, day_in(asked.get("first", "")), day_in(asked.get("last", "")), number
    )
    return wanted, (bool(number) or not typed) and (bool(code) or not area)


def _named(words: str) -> str:
    """The town or village of a name, where there is exactly one."""
    found = [one.code for one in area_map().values() if words and one.name == words and len(one.code) in (9, 12)]
    return found[0] if len(found) == 1 else ""


@require_safe
@staff_only(*MAY_READ_ARCHIVE)
def show_archive(request: ReadRequest) -> HttpResponse:
    """What is over, as far as my areas or my unit reach, newest first. No person stands in it."""
    wanted, is_meant = sought_in(request)
    page = list_applications(request.reader, wanted, older=request.GET.get("older", "")) if is_meant else None
    kept = request.GET.copy()
    kept.pop("older", None)
    heads = (
        _("Number"), pgettext("application", "Item"), _("Place"), _("Came in on"), pgettext("application", "State"),
    )  # fmt: skip
    context: dict[str, Any] = {
        "page": page, "wanted": wanted, "asked": request.GET, "is_meant": is_meant, "columns": [{"title": title} for title in heads],
        "items": sorted(item_map().values(), key=lambda item: item.initials), "query": kept.urlencode(),
        "older": f"?{kept.urlencode()}&older={page.older}" if page and page.older else "",
        "areas": [one.name for one in area_map().values() if len(one.code) == 9],
        "may_export": bool(request.reader.roles & MAY_EXPORT_ARCHIVE),
    }  # fmt: skip
    return private(render(request, "hall/application_archive.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ_ARCHIVE)
def show_archived(request: ReadRequest, number: str) -> HttpResponse:
    """Ask why it is opened; then show it once. That it was looked at is on record, and the person concerned sees it."""
    found = application_or_404(request.reader, number)
    if found.application.archived_at is None:
        return redirect("hall:application", number=number)
    form = LookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            unmask("case", found.case.id, "archive", by=request.reader, reason=form.cleaned_data["note"],
                   person_id=found.case.reporter_id)  # fmt: skip
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return show_desk(request, found)
    context = {"found": found, "form": form}
    return private(render(request, "hall/application_archived.html", context, status=422 if form.errors else 200))


@require_safe
@staff_only(*MAY_EXPORT_ARCHIVE)
def export_archive(request: ReadRequest, shape: str) -> HttpResponse:
    """The same list as a file, without persons; that it was taken out stands in the trail."""
    wanted, is_meant = sought_in(request)
    if shape not in ("csv", "xlsx") or not is_meant:
        raise Http404
    rows = list(walk_archive(request.reader, replace(wanted, view=VIEW), most=MOST_XLSX))
    note_deed("application.archive_exported", by=request.reader, subject_kind="applications", subject_id="archive",
              shape=shape, rows=len(rows), wanted=wanted.words)  # fmt: skip
    if shape == "csv":
        answer: Any = StreamingHttpResponse(csv_lines(archive_head(), rows), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="archive.csv"'
    else:
        file = xlsx_file(_("Archive"), archive_head(), rows)
        answer = FileResponse(file, as_attachment=True, filename="archive.xlsx", content_type=XLSX)
    response: HttpResponse = private(answer)
    return response
