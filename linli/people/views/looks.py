"""Who looked at what: for auditors and administrators."""

import csv
import io
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.common.domain.audit import note_deed
from linli.people.doors import ReadRequest, staff_only
from linli.people.forms.looks import LooksForm
from linli.people.models import Look
from linli.people.queries.look import looks
from linli.people.queries.page import page_of
from linli.people.queries.unit import unit_map
from linli.people.rules import MAY_READ_LOOKS
from linli.people.subjects import subjects
from linli.people.views.me import in_words
from linli.people.views.pages import key_of, neighbours

MOST_ROWS = 50_000


@require_safe
@staff_only(*MAY_READ_LOOKS)
def list_looks(request: ReadRequest) -> HttpResponse:
    """Every look in my area, newest first."""
    form = LooksForm(request.GET)
    if not form.is_valid():
        return _show(request, form, [], {}, status=422)
    kept = {name: request.GET.get(name, "") for name in form.fields}
    rows = looks(request.reader, form.asked())
    page = page_of(rows, before=key_of(request, "before"), after=key_of(request, "after"))
    return _show(request, form, page.rows, neighbours(page, **kept))


@require_POST
@staff_only(*MAY_READ_LOOKS)
def export_looks(request: ReadRequest) -> HttpResponse:
    """The same list as a file; that it was taken is on record."""
    form = LooksForm(request.POST)
    if not form.is_valid():
        return _show(request, form, [], {}, status=422)
    with transaction.atomic():
        rows = list(looks(request.reader, form.asked()).order_by("-pk")[:MOST_ROWS])
        filters = {name: request.POST.get(name, "") for name in form.fields}
        note_deed("looks.exported", by=request.reader, subject_kind="look", rows=len(rows), **filters)
    response = HttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="looks-{localdate():%Y%m%d}.csv"'
    return response


def _show(
    request: ReadRequest, form: LooksForm, rows: list[Look], pages: dict[str, str], *, status: int = 200
) -> HttpResponse:
    titles = (_("When"), _("Who looked"), _("Unit and post"), _("What"), _("Record"), _("Reason"))
    known = subjects({(look.subject_kind, look.subject_id) for look in rows})
    context: dict[str, Any] = {
        "form": form,
        "rows": [
            {**in_words(look), "look": look, "record": known[look.subject_kind, look.subject_id]} for look in rows
        ],
        "columns": [{"title": title} for title in titles],
        "units": [unit.words for unit in unit_map().values()],
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        **pages,
    }
    return render(request, "people/looks.html", context, status=status)


def _csv(rows: list[Look]) -> str:
    out = io.StringIO()
    out.write("\ufeff")  # without it Excel reads Chinese as noise
    writer = csv.writer(out)
    writer.writerow([_("When"), _("Who looked"), _("Unit"), _("Post"), _("What"), _("Kind"), _("Record"), _("Reason")])
    known = subjects({(look.subject_kind, look.subject_id) for look in rows})
    for look in rows:
        said = in_words(look)
        cells = (
            localtime(look.at).isoformat(timespec="seconds"), look.actor_name, look.unit_name, said["post"],
            said["field"], look.subject_kind, known[look.subject_kind, look.subject_id].words, look.reason,
        )  # fmt: skip
        writer.writerow([_harmless(str(cell)) for cell in cells])
    return out.getvalue()


def _harmless(cell: str) -> str:
    # A spreadsheet runs what begins like a formula, and a reason is anybody's words.
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
