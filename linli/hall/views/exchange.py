"""The catalogue as files that offices exchange: workbook and JSON, given and taken."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.common.domain.audit import note_deed
from linli.common.errors import Refusal
from linli.common.workbooks import as_file
from linli.hall.content import terse
from linli.hall.domain.importing import take_in_catalogue
from linli.hall.errors import CatalogueFileFaulty, NotCatalogueKeeper
from linli.hall.exchange import items_state
from linli.hall.forms.item import FileForm
from linli.hall.rules import MAY_READ_CATALOGUE, may_manage_items
from linli.hall.views.answer import private
from linli.hall.workbook import catalogue_workbook, read_workbook
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role

JSON_TYPE, FORMAT = "application/json", 1
MOST_BYTES = 4 * 1024 * 1024


@require_safe
@staff_only(*MAY_READ_CATALOGUE)
def export_workbook(request: ReadRequest) -> HttpResponse:
    """Every published item as a workbook; that it was taken is on record."""
    rows = [{"code": code} | said for code, said in items_state().items()]
    _note(request, "xlsx")
    return as_file(catalogue_workbook(rows), "items.xlsx")


@require_safe
@staff_only(*MAY_READ_CATALOGUE)
def export_json(request: ReadRequest) -> HttpResponse:
    """Every published item as JSON; that it was taken is on record."""
    rows = [
        {"code": code} | {key: value for key, value in said.items() if key != "content" and value != ""}
        | terse(said["content"])
        for code, said in items_state().items()
    ]  # fmt: skip
    _note(request, "json")
    text = json.dumps({"format": FORMAT, "items": rows}, ensure_ascii=False, indent=1)
    return as_file(text.encode(), "items.json", JSON_TYPE)


def _note(request: ReadRequest, kind: str) -> None:
    note_deed("items.exported", by=request.reader, subject_kind="catalogue", form=kind)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_import(request: ReadRequest) -> HttpResponse:
    """Take a file in; what it says becomes drafts, which are looked at and published one by one."""
    if not may_manage_items(request.reader):
        raise NotCatalogueKeeper
    is_sent = request.method == "POST"
    form = FileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = take_in_catalogue(_read(file), by=request.reader)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(
                request,
                _("%(made)s items made, %(changed)s changed, %(drafted)s drafts to look at.")
                % {"made": taken.made, "changed": taken.changed, "drafted": taken.drafted},
            )
            return redirect("/settings/items/?only=draft")
    return private(request, "hall/catalogue-import.html", {"form": form}, status=422 if form.errors else 200)


def _read(file: Any) -> list[dict[str, Any]]:
    if file.size > MOST_BYTES:
        raise CatalogueFileFaulty(reason=_("it is too large"))
    data = file.read()
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        return read_workbook(data)
    try:
        read = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise CatalogueFileFaulty(reason=_("it is no JSON")) from error
    items = read.get("items")
    if read.get("format") != FORMAT or not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise CatalogueFileFaulty(reason=_("it is no catalogue of Linli, or of another format"))
    return items
