"""A grid renamed, merged, split, moved, and its history."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries.coverage import shape_of
from linli.areas.queries.map import AreaFacts, area_path
from linli.common.errors import Refusal
from linli.grid.domain.redrawing import merge_grids, move_grid, rename_grid, split_grid
from linli.grid.forms.redrawing import ChangeForm, MergeForm, MoveForm, RenameForm, SplitForm
from linli.grid.queries.changes import change_lines
from linli.grid.queries.listing import open_counts
from linli.grid.rules import MAY_REDRAW, may_redraw
from linli.grid.views.answer import answer, own_grid_or_404
from linli.people.doors import ReadRequest, staff_only

FORMS: dict[str, type[ChangeForm]] = {"name": RenameForm, "merger": MergeForm, "split": SplitForm, "move": MoveForm}


@require_safe
@staff_only(*MAY_REDRAW)
def show_changes(request: ReadRequest, code: str) -> HttpResponse:
    """What can be done to the grid as ground, and what was done."""
    return _show(request, own_grid_or_404(request, code), {})


@require_POST
@staff_only(*MAY_REDRAW)
def make_change(request: ReadRequest, code: str, deed: str) -> HttpResponse:
    """Rename, merge, split or move it."""
    facts = own_grid_or_404(request, code)
    if deed not in FORMS:
        raise Http404
    if not may_redraw(request.reader, code):
        raise PermissionDenied
    form = FORMS[deed](request.POST, request.FILES, facts=facts)
    if not form.is_valid():
        return _show(request, facts, {deed: form}, status=422)
    try:
        to = DEEDS[deed](request, code, form)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, facts, {deed: form}, status=refusal.status)
    messages.success(request, _("Done. The matters of before keep the grid of their day."))
    return redirect("grid:sheet", code=to)


def _rename(request: ReadRequest, code: str, form: Any) -> str:
    return str(rename_grid(code, **form.cleaned_data, by=request.reader).code)


def _merge(request: ReadRequest, code: str, form: Any) -> str:
    said = form.cleaned_data
    return str(merge_grids(said["grids"], into=code, reason=said["reason"], by=request.reader).code)


def _split(request: ReadRequest, code: str, form: Any) -> str:
    return str(split_grid(code, form.parts(), reason=form.cleaned_data["reason"], by=request.reader)[0].code)


def _move(request: ReadRequest, code: str, form: Any) -> str:
    said = form.cleaned_data
    new = move_grid(code, to_village=said["village"], name=said["name"], reason=said["reason"], by=request.reader)
    return str(new.code)


DEEDS: dict[str, Callable[[ReadRequest, str, Any], str]] = {
    "name": _rename, "merger": _merge, "split": _split, "move": _move,
}  # fmt: skip


def _show(request: ReadRequest, facts: AreaFacts, forms: dict[str, ChangeForm], *, status: int = 200) -> HttpResponse:
    context = {
        "facts": facts, "path": " ".join(area_path(facts.code)), "changes": change_lines(facts.code),
        "open": open_counts([facts.code]).get(facts.code, 0), "is_drawn": shape_of(facts.code) is not None,
        "may_redraw": may_redraw(request.reader, facts.code) and facts.is_active, "opened": next(iter(forms), ""),
        **{f"{name}_form": forms.get(name) or form(facts=facts, auto_id=f"{name}_%s") for name, form in FORMS.items()},
    }  # fmt: skip
    return answer(request, "grid/changes.html", context, status=status)
