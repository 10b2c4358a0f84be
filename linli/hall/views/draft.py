"""Write the next version of an item: as a whole, paper by paper, rule by rule; see what is different, publish it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.common.errors import Refusal
from linli.hall.content import MOST_MATERIALS, MOST_RULES, Content, complete
from linli.hall.domain.draft import change_draft
from linli.hall.domain.publication import publish_draft
from linli.hall.errors import ItemRowGone, NotCatalogueKeeper
from linli.hall.forms.item import MaterialRowForm, PublicationForm, RuleRowForm, WholeForm
from linli.hall.models import ItemDraft
from linli.hall.queries.codes import code_choices
from linli.hall.queries.difference import difference
from linli.hall.queries.sheet import draft_faults, item_changes, material_lines, rule_lines, sheet_rows
from linli.hall.queries.versions import content_of_row, newest_version
from linli.hall.rules import MAY_READ_CATALOGUE, may_manage_items
from linli.hall.views.answer import private
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role

FORMS: dict[str, type[MaterialRowForm] | type[RuleRowForm]] = {"materials": MaterialRowForm, "fit": RuleRowForm}
MOST = {"materials": MOST_MATERIALS, "fit": MOST_RULES}


def _draft(code: str) -> ItemDraft:
    draft = ItemDraft.objects.filter(item__code=code).select_related("item", "base").first()
    if draft is None:
        raise Http404
    return draft


def _written(request: ReadRequest, code: str) -> ItemDraft:
    """The draft, for somebody who may write it."""
    draft = _draft(code)
    if not may_manage_items(request.reader):
        raise NotCatalogueKeeper
    return draft


def _head(request: ReadRequest, draft: ItemDraft) -> dict[str, Any]:
    return {"item": draft.item, "draft": draft, "may_write": may_manage_items(request.reader)}


@require_safe
@staff_only(*MAY_READ_CATALOGUE)
def show_draft(request: ReadRequest, code: str) -> HttpResponse:
    """The draft as a sheet, with what still keeps it from being published."""
    draft = _draft(code)
    content = complete(draft.content)
    context = {
        **_head(request, draft), "faults": draft_faults(code, content), "rows": sheet_rows(content),
        "materials": material_lines(content), "rules": rule_lines(content),
        "changes": item_changes(draft.item, request.reader),
    }  # fmt: skip
    return private(request, "hall/item-draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def change_whole(request: ReadRequest, code: str) -> HttpResponse:
    """All that the version says but its papers and rules."""
    draft = _written(request, code)
    form = WholeForm(_sent(request), content=complete(draft.content), edition=draft.edition)
    if request.method == "POST" and form.is_valid():
        done = _change(request, code, form, form.said)
        if done is not None:
            return done
    context = {**_head(request, draft), "form": form, "codes": code_choices()}
    return private(request, "hall/item-whole.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_row(request: ReadRequest, code: str, part: str) -> HttpResponse:
    """One more paper or rule."""
    return _row(request, code, part, 0)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def change_row(request: ReadRequest, code: str, part: str, number: int) -> HttpResponse:
    """A paper or a rule: changed, moved up, or taken out."""
    return _row(request, code, part, number)


def _row(request: ReadRequest, code: str, part: str, number: int) -> HttpResponse:
    draft = _written(request, code)
    if part not in FORMS:
        raise Http404
    rows = complete(draft.content)[part]
    if number > len(rows) or (not number and len(rows) >= MOST[part]):
        raise Http404
    former = rows[number - 1] if number else None
    deed = request.POST.get("deed", "")
    form = FORMS[part](_sent(request), row=former, edition=draft.edition)
    if request.method == "POST" and deed in ("remove", "up") and former is not None:
        seen = request.POST.get("seen", "")
        moved = _moved(part, number, former, is_removal=deed == "remove")
        done = _change(
            request, code, form, moved, seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0
        )
        if done is not None:
            return done
    elif request.method == "POST" and form.is_valid():
        done = _change(request, code, form, _put(part, number, former, form.row()))
        if done is not None:
            return done
    titles = {"materials": pgettext("of an item", "Paper"), "fit": _("Whom it fits")}
    context = {**_head(request, draft), "form": form, "part": part, "number": number, "title": titles[part]}
    return private(request, "hall/item-row.html", context, status=_status(form))


def _put(part: str, number: int, former: Any, row: Any) -> Any:
    def edit(content: Content) -> Content:
        rows = content[part]
        if not number:
            return content | {part: [*rows, row]}
        _check_there(rows, number, former)
        return content | {part: [*rows[: number - 1], row, *rows[number:]]}

    return edit


def _moved(part: str, number: int, former: Any, *, is_removal: bool) -> Any:
    def edit(content: Content) -> Content:
        rows = list(content[part])
        _check_there(rows, number, former)
        row = rows.pop(number - 1)
        if not is_removal:
            rows.insert(max(0, number - 2), row)
        return content | {part: rows}

    return edit


def _check_there(rows: list[Any], number: int, former: Any) -> None:
    if number > len(rows) or rows[number - 1] != former:
        raise ItemRowGone


def _change(request: ReadRequest, code: str, form: Any, edit: Any, *, seen: int | None = None) -> HttpResponse | None:
    """Change the draft; None where it was refused and the form says why."""
    try:
        change_draft(code, edit, by=request.reader, seen=form.cleaned_data["seen"] if seen is None else seen)
    except Refusal as refusal:
        if not hasattr(form, "cleaned_data"):
            form.full_clean()
        form.refuse(refusal)
        return None
    messages.success(request, _("Saved in the draft."))
    return redirect("hall:item-draft", code=code)


def _sent(request: ReadRequest) -> Any:
    """What was sent, an empty form too; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _status(form: Any) -> int:
    return 422 if form.errors else 200


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_publication(request: ReadRequest, code: str) -> HttpResponse:
    """What is different from the version before, and from which day it holds."""
    draft = _written(request, code)
    content, before = complete(draft.content), newest_version(draft.item)
    form = PublicationForm(_sent(request), initial={"seen": draft.edition})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            version = publish_draft(code, on=said["on"], note_words=said["note"], by=request.reader, seen=said["seen"])
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Version %(number)s is published.") % {"number": version.number})
            return redirect("hall:item-sheet", code=code)
    context = {
        **_head(request, draft), "form": form, "before": before, "faults": draft_faults(code, content),
        "differences": difference(content_of_row(before), content) if before else [],
    }  # fmt: skip
    return private(request, "hall/item-publication.html", context, status=_status(form))
