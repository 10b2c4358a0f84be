"""Small wishes for residents: the wall of a grid, a wish of one's own, what one has wished and taken on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_path
from linli.common.errors import Refusal
from linli.common.surfaces import portal_navigation
from linli.grid.domain.wish import (
    claim_wish,
    fulfil_wish,
    give_back,
    let_know_contact,
    make_wish,
    thank_for_wish,
    withdraw_wish,
)
from linli.grid.errors import NoSuchGrid, NoVoluntaryPost
from linli.grid.forms.wish import ThanksForm, WishForm
from linli.grid.models import Wish
from linli.grid.queries.holder import posts_held
from linli.grid.queries.wishes import own_wish, own_wishes, taken_on, wall
from linli.grid.views.answer import grid_or_404, posted
from linli.people.doors import ReadRequest, open_to_all, signed_in


def _show(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    active = "me" if template == "grid/my_wishes.html" else "nearby"
    frame = {"portal_navigation": portal_navigation(request, active)}
    return render(request, template, frame | context, status=status)


@never_cache
@require_safe
@open_to_all
def show_wall(request: ReadRequest, code: str) -> HttpResponse:
    """What is wished for in a grid, by its words alone; whoever holds a voluntary post there may take one on."""
    facts = grid_or_404(code)
    context = {
        "facts": facts, "path": " ".join(area_path(facts.parent)), "wishes": wall(code),
        "held": next(iter(posts_held(request.reader, grid=code)), None),
    }  # fmt: skip
    return _show(request, "grid/wall.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def make(request: ReadRequest, code: str) -> HttpResponse:
    """Make a wish."""
    facts = grid_or_404(code)
    if not facts.is_active:
        raise NoSuchGrid
    form = WishForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            make_wish(code, **form.cleaned_data, by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
            return _form(request, code, form, status=refusal.status)
        messages.success(request, _("It has arrived. Whoever looks after the grid looks it over first."))
        return redirect("grid:my-wishes")
    return _form(request, code, form, status=422 if form.errors else 200)


def _form(request: ReadRequest, code: str, form: WishForm, *, status: int) -> HttpResponse:
    return _show(request, "grid/wish_new.html", {"facts": grid_or_404(code), "path": " ".join(area_path(code)), "form": form}, status=status)  # fmt: skip


@never_cache
@require_safe
@signed_in
def show_mine(request: ReadRequest) -> HttpResponse:
    """What I have wished, and what I have taken on."""
    return _mine(request, None, None)


@require_POST
@signed_in
def make_deed(request: ReadRequest, wish_id: UUID, deed: str) -> HttpResponse:
    """Take it on, give it back, let the contact be known, say that it is fulfilled, thank, take it back."""
    wish = own_wish(wish_id, request.reader)
    if wish is None or deed not in DEEDS:
        raise Http404
    form = ThanksForm(request.POST)
    if deed == "thanks" and not form.is_valid():
        return _mine(request, wish, form, status=422)
    try:
        said = DEEDS[deed](request, wish, form)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return _mine(request, None, None, status=refusal.status)
    messages.success(request, said)
    return redirect("grid:my-wishes")


def _claim(request: ReadRequest, wish: Wish, _form: ThanksForm) -> str:
    held = next(iter(posts_held(request.reader, grid=wish.grid)), None)
    if held is None:
        raise NoVoluntaryPost
    claim_wish(wish, post=held, by=request.reader)
    return _("You have taken it on. Whoever wished is told, and decides whether you may know name and telephone.")


def _return(request: ReadRequest, wish: Wish, _form: ThanksForm) -> str:
    give_back(wish, by=request.reader)
    return _("Given back. Somebody else may take it on.")


def _let_know(request: ReadRequest, wish: Wish, _form: ThanksForm) -> str:
    let_know_contact(wish, by=request.reader)
    return _("They see your name and number now, until the wish is fulfilled.")


def _fulfil(request: ReadRequest, wish: Wish, _form: ThanksForm) -> str:
    fulfil_wish(wish, by=request.reader)
    return _("Noted as fulfilled.")


def _thank(request: ReadRequest, wish: Wish, form: ThanksForm) -> str:
    thank_for_wish(wish, words=form.cleaned_data["words"], by=request.reader)
    return _("Your thanks are on their way.")


def _withdraw(request: ReadRequest, wish: Wish, _form: ThanksForm) -> str:
    withdraw_wish(wish, by=request.reader)
    return _("Taken back.")


DEEDS: dict[str, Callable[[ReadRequest, Wish, ThanksForm], str]] = {
    "claim": _claim, "return": _return, "contact": _let_know, "fulfilment": _fulfil, "thanks": _thank,
    "withdrawal": _withdraw,
}  # fmt: skip


def _mine(request: ReadRequest, wish: Wish | None, form: ThanksForm | None, *, status: int = 200) -> HttpResponse:
    held = list(posts_held(request.reader))
    grids = list(dict.fromkeys(post.grid for post in held))
    context = {
        "own": [(line, form if wish and line.wish.id == wish.id else ThanksForm(auto_id=f"t{n}_%s"))
                for n, line in enumerate(own_wishes(request.reader))],
        "taken": taken_on(held), "walls": [(grid, " ".join(area_path(grid))) for grid in grids],
    }  # fmt: skip
    return _show(request, "grid/my_wishes.html", context, status=status)
