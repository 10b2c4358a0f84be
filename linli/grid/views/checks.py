"""The checks of the grid office: counts, lists, and all of it as a workbook."""

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.common.domain.audit import note_deed
from linli.grid.queries.checks import checks
from linli.grid.rules import MAY_CHECK, areas_of
from linli.grid.spreadsheet import as_file, workbook
from linli.grid.views.answer import answer
from linli.people.doors import ReadRequest, staff_only

SHOWN = 200


@require_safe
@staff_only(*MAY_CHECK)
def show_checks(request: ReadRequest) -> HttpResponse:
    """Every check with its count, and the list of one."""
    found = checks(areas_of(request.reader, MAY_CHECK))
    asked = request.GET.get("check", "")
    chosen = next((check for check in found if check.key == asked), found[0])
    titles = (_("Place"), pgettext("area", "Code"), _("Found"))
    context = {
        "chips": [
            {"title": one.title, "url": f"?check={one.key}", "active": one is chosen, "count": len(one.rows)} for one in found
        ],
        "chosen": chosen, "rows": chosen.rows[:SHOWN], "hidden": max(0, len(chosen.rows) - SHOWN),
        "columns": [{"title": title} for title in titles[: 3 if any(row.found for row in chosen.rows) else 2]],
    }  # fmt: skip
    return answer(request, "grid/checks.html", context)


@require_safe
@staff_only(*MAY_CHECK)
def export_checks(request: ReadRequest) -> HttpResponse:
    """All lists as one workbook; that it was taken is on record."""
    found = checks(areas_of(request.reader, MAY_CHECK))
    head = (_("Place"), pgettext("area", "Code"), _("Found"))
    sheets = [(str(one.title), head, [(row.place, row.code, row.found) for row in one.rows]) for one in found]
    note_deed("grid.checks_exported", by=request.reader, subject_kind="grid", rows=sum(len(one.rows) for one in found))
    return as_file(workbook(sheets), f"grid-checks-{localdate():%Y%m%d}.xlsx")
