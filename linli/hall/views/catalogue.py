"""The catalogue in the settings: read by those who look after the system, written by the county's administrators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.hall.domain.draft import begin_draft, discard_draft
from linli.hall.domain.item import SUBJECT, change_item, make_item, restore_item, state_of, withdraw_item
from linli.hall.domain.publication import bring_back, recall_version
from linli.hall.domain.taking_back import take_back_item
from linli.hall.enums import Group, ItemKind
from linli.hall.errors import NotCatalogueKeeper
from linli.hall.forms.item import FactsForm, WithdrawalForm
from linli.hall.models import Item, ItemDraft
from linli.hall.queries.finding import Wanted
from linli.hall.queries.sheet import ONLY, catalogue_lines, item_changes, material_lines, rule_lines, sheet_rows
from linli.hall.queries.versions import version_lines
from linli.hall.rules import MAY_READ_CATALOGUE, may_manage_items
from linli.hall.views.answer import private
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role


@require_safe
@staff_only(*MAY_READ_CATALOGUE)
def show_catalogue(request: ReadRequest) -> HttpResponse:
    """Every item and where it stands, narrowed by words, kind, group and state."""
    wanted, only = Wanted.read(request.GET.dict()), request.GET.get("only", "")
    titles = (
        pgettext("item", "Item"),
        pgettext("items", "Group"),
        pgettext("of an item", "Kind"),
        pgettext("of an item", "In force"),
        _("State"),
    )
    names = (
        _("not checked"), pgettext("of an item", "being written"), pgettext("of an item", "to come"),
        pgettext("of an item", "withdrawn"), _("never published"),
    )  # fmt: skip
    context = {
        "lines": catalogue_lines(wanted, only), "wanted": wanted, "only": only if only in ONLY else "",
        "columns": [{"title": title} for title in titles], "groups": Group.choices, "kinds": ItemKind.choices,
        "choices": (("", pgettext("items", "all")), *zip(ONLY, names, strict=True)),
        "may_write": may_manage_items(request.reader),
    }  # fmt: skip
    return private(request, "hall/catalogue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_item_page(request: ReadRequest) -> HttpResponse:
    """A new item; its first version is a draft."""
    if not may_manage_items(request.reader):
        raise NotCatalogueKeeper
    form = FactsForm(_sent(request), is_new=True)
    if request.method == "POST" and form.is_valid():
        try:
            item = make_item(form.cleaned_data["code"], form.said(), by=request.reader)
            begin_draft(item.code, by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The item is made. Write what it needs, then publish it."))
            return redirect("hall:item-draft", code=item.code)
    return private(request, "hall/item-facts.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff_only(*MAY_READ_CATALOGUE)
def show_sheet(request: ReadRequest, code: str) -> HttpResponse:
    """One item: what it is, what holds, its versions, and what was changed lately."""
    return _sheet(request, own_item(code), WithdrawalForm())


def _sent(request: ReadRequest) -> Any:
    """What was sent, an empty form too; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def own_item(code: str) -> Item:
    item = Item.objects.filter(code=code).first()
    if item is None:
        raise Http404
    return item


def _sheet(request: ReadRequest, item: Item, form: WithdrawalForm, *, status: int = 200) -> HttpResponse:
    lines = version_lines(item.code, with_recalled=True)
    current = next((line for line in lines if line.is_current), None)
    shown = current or next((line for line in lines if line.is_coming), None)
    context = {
        "item": item, "versions": lines, "shown": shown, "coming": next((line for line in lines if line.is_coming), None),
        "rows": sheet_rows(shown.content) if shown else [], "materials": material_lines(shown.content) if shown else [],
        "rules": rule_lines(shown.content) if shown else [], "draft": ItemDraft.objects.filter(item=item).first(),
        "may_write": may_manage_items(request.reader), "changes": item_changes(item, request.reader), "form": form,
    }  # fmt: skip
    return private(request, "hall/item-sheet.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def change_facts(request: ReadRequest, code: str) -> HttpResponse:
    """What an item is: its name, kind, group and the words by which it is found."""
    item = own_item(code)
    if not may_manage_items(request.reader):
        raise NotCatalogueKeeper
    form = FactsForm(_sent(request), initial=state_of(item))
    if request.method == "POST" and form.is_valid():
        try:
            change_item(code, form.said(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("hall:item-sheet", code=code)
    return private(request, "hall/item-facts.html", {"form": form, "item": item}, status=422 if form.errors else 200)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_deed(request: ReadRequest, code: str, deed: str) -> HttpResponse:
    """Begin or discard a draft, withdraw the item or offer it again, take back or bring back a version."""
    item, by, number = own_item(code), request.reader, request.POST.get("number", "")
    form = WithdrawalForm(request.POST if deed == "withdrawal" else None)
    if deed == "withdrawal" and not form.is_valid():
        return _sheet(request, item, form, status=422)
    deeds = {
        "draft": (lambda: begin_draft(code, by=by), _("The draft is begun.")),
        "discarding": (lambda: discard_draft(code, by=by), _("The draft is discarded; it can be taken back.")),
        "withdrawal": (
            lambda: withdraw_item(code, reason=form.cleaned_data["reason"], by=by),
            _("The item is withdrawn; its guide says why."),
        ),
        "restoring": (lambda: restore_item(code, by=by), _("The item is offered again.")),
        "recall": (lambda: recall_version(code, by=by), _("The version is taken back.")),
        "return": (
            lambda: bring_back(code, to=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0, by=by),
            _("What that version said is in force again, as a new version."),
        ),
    }  # fmt: skip
    if deed not in deeds:
        raise Http404
    return answered(request, code, *deeds[deed], to="hall:item-draft" if deed == "draft" else "hall:item-sheet")


def answered(request: ReadRequest, code: str, deed: Any, words: str, *, to: str) -> HttpResponse:
    """Do a deed, say how it went, and lead on."""
    try:
        deed()
    except NotCatalogueKeeper:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("hall:item-sheet", code=code)
    messages.success(request, words)
    return redirect(to, code=code)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def take_back_change(request: ReadRequest, entry_id: UUID) -> HttpResponse:
    """Let an item or its draft be as it was before a change."""
    entry = AuditEntry.objects.filter(id=entry_id, subject_kind=SUBJECT).first()
    if entry is None:
        raise Http404
    deed = lambda: take_back_item(entry, by=request.reader)  # noqa: E731
    is_of_draft = entry.action == "item.draft_changed"
    to = "hall:item-draft" if is_of_draft else "hall:item-sheet"
    return answered(request, entry.subject_id, deed, _("It is as it was before."), to=to)
