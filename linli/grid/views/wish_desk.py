"""Small wishes at the desk of the grid and its village: looked over, written down for somebody, helped along."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_path
from linli.common.errors import Refusal
from linli.grid.domain import wish as verbs
from linli.grid.errors import NoVoluntaryPost
from linli.grid.forms.fields import RefusingForm
from linli.grid.forms.voluntary_post import LookForm
from linli.grid.forms.wish import ClaimForm, PutUpForm, ThanksForm, WishForForm, WishRefusalForm
from linli.grid.models import Wish
from linli.grid.queries.sheet import voluntary_lines, voluntary_post_seen
from linli.grid.queries.wishes import VIEWS, WishLine, wish_lines, wish_seen
from linli.grid.rules import MAY_LOOK_OVER, may_look_over, posts_over
from linli.grid.views.answer import answer, own_grid_or_404, posted
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.identity import mask_name
from linli.people.labels import label_words
from linli.people.phones import mask_phone


@require_safe
@staff_only(*MAY_LOOK_OVER)
def show_wishes(request: ReadRequest) -> HttpResponse:
    """The small wishes of my grids: what is to be looked over first."""
    asked = request.GET.get("view", "")
    view = asked if asked in VIEWS else "waiting"
    titles = {
        "waiting": pgettext("wishes", "To be looked over"), "open": pgettext("wishes", "On the page"),
        "claimed": pgettext("wishes", "Taken on"), "over": pgettext("wishes", "Over"),
    }  # fmt: skip
    chips = [{"title": title, "url": f"?view={name}", "active": name == view} for name, title in titles.items()]
    return answer(request, "grid/wishes.html", {"lines": wish_lines(request.reader, view), "chips": chips})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_LOOK_OVER)
def write(request: ReadRequest, code: str) -> HttpResponse:
    """Write down the wish of somebody who agreed to it."""
    facts = own_grid_or_404(request, code)
    if not may_look_over(request.reader, code) or not facts.is_active:
        raise Http404
    form = WishForForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            wish = verbs.write_wish_for(code, form.whom(), words=said["words"], key=said["key"], by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is on the page of the grid."))
            return redirect("grid:wish", wish_id=wish.id)
    context = {"facts": facts, "path": " ".join(area_path(code)), "form": form}
    return answer(request, "grid/wish_for.html", context, status=422 if form.errors else 200)


@require_safe
@staff_only(*MAY_LOOK_OVER)
def show_wish(request: ReadRequest, wish_id: UUID) -> HttpResponse:
    """One wish, with what can be done to it."""
    return _show(request, _line_or_404(request, wish_id), {})


@require_POST
@staff_only(*MAY_LOOK_OVER)
def make_deed(request: ReadRequest, wish_id: UUID, deed: str) -> HttpResponse:
    """Put it up or not, write down who takes it on, and what its wisher or taker says in person."""
    line = _line_or_404(request, wish_id)
    if deed not in DEEDS:
        raise Http404
    form = _forms(request, line.wish, request.POST).get(deed) or RefusingForm(request.POST)
    if not form.is_valid():
        return _show(request, line, {deed: form}, status=422)
    try:
        DEEDS[deed](request, line.wish, form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, _line_or_404(request, wish_id), {deed: form}, status=refusal.status)
    if deed == "look":
        return _show(request, line, {}, is_shown=True)
    messages.success(request, _("Noted."))
    return redirect("grid:wish", wish_id=wish_id)


Said = dict[str, Any]


def _put_up(request: ReadRequest, wish: Wish, said: Said) -> None:
    verbs.put_up(wish, words=said["words"], by=request.reader)


def _refuse(request: ReadRequest, wish: Wish, said: Said) -> None:
    verbs.refuse_wish(wish, reason=said["reason"], by=request.reader)


def _claim(request: ReadRequest, wish: Wish, said: Said) -> None:
    post = voluntary_post_seen(UUID(said["post"]), request.reader)
    if post is None:
        raise NoVoluntaryPost
    verbs.claim_wish(wish, post=post, by=request.reader)


def _return(request: ReadRequest, wish: Wish, _said: Said) -> None:
    verbs.give_back(wish, by=request.reader)


def _let_know(request: ReadRequest, wish: Wish, _said: Said) -> None:
    verbs.let_know_contact(wish, by=request.reader)


def _fulfil(request: ReadRequest, wish: Wish, _said: Said) -> None:
    verbs.fulfil_wish(wish, by=request.reader)


def _thank(request: ReadRequest, wish: Wish, said: Said) -> None:
    verbs.thank_for_wish(wish, words=said["words"], by=request.reader)


def _withdraw(request: ReadRequest, wish: Wish, _said: Said) -> None:
    verbs.withdraw_wish(wish, by=request.reader)


def _look(request: ReadRequest, wish: Wish, said: Said) -> None:
    held = next(iter(posts_over(request.reader, wish.grid, MAY_LOOK_OVER)), None)
    unmask("wish", wish.id, "phone", by=request.reader, reason=said["reason"], person_id=wish.wisher_id, post=held)


DEEDS: dict[str, Callable[[ReadRequest, Wish, Said], None]] = {
    "page": _put_up, "refusal": _refuse, "claim": _claim, "return": _return, "contact": _let_know,
    "fulfilment": _fulfil, "thanks": _thank, "withdrawal": _withdraw, "look": _look,
}  # fmt: skip


def _forms(request: ReadRequest, wish: Wish, data: Any = None) -> dict[str, RefusingForm]:
    """The forms of the deeds that ask for something."""
    lines = voluntary_lines(wish.grid, request.reader)
    choices = [
        (str(line.post.id), f"{line.post.organisation or line.who} · {line.post.get_kind_display()}")
        for line in lines if not line.is_over and line.post.from_on <= localdate() and line.post.withdrawn_at is None
    ]  # fmt: skip
    return {
        "page": PutUpForm(data, initial={"words": wish.words}, auto_id="page_%s"),
        "refusal": WishRefusalForm(data, auto_id="refusal_%s"),
        "claim": ClaimForm(data, choices=choices, auto_id="claim_%s"),
        "thanks": ThanksForm(data, auto_id="thanks_%s"),
        "look": LookForm(data, auto_id="look_%s"),
    }


def _line_or_404(request: ReadRequest, wish_id: UUID) -> WishLine:
    line = wish_seen(wish_id, request.reader)
    if line is None:
        raise Http404
    return line


def _show(
    request: ReadRequest, line: WishLine, forms: dict[str, RefusingForm], *, is_shown: bool = False, status: int = 200
) -> HttpResponse:
    wish = line.wish
    made = {name: forms.get(name) or form for name, form in _forms(request, wish).items()}
    context = {
        "line": line, "wish": wish, "who": mask_name(wish.name), "phone": mask_phone(wish.phone), "is_shown": is_shown,
        "taken_by": label_words(wish.consent_taken_by), "opened": next(iter(forms), ""),
        "faults": [error for form in forms.values() for error in form.non_field_errors()],
        "speaks_for": wish.wisher_id is None, **{f"{name}_form": form for name, form in made.items()},
    }  # fmt: skip
    return answer(request, "grid/wish.html", context, status=status)
