"""Voluntary posts at the desk: opened, seen masked, and what can be done to one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.areas.queries.map import area_path
from linli.common.errors import Refusal
from linli.grid.domain import voluntary_post as verbs
from linli.grid.enums import VoluntaryKind
from linli.grid.forms.fields import RefusingForm
from linli.grid.forms.voluntary_post import (
    EndingForm,
    FeedbackForm,
    LookForm,
    SubstitutionForm,
    VolunteerForm,
    WithdrawalForm,
)
from linli.grid.models import VoluntaryPost
from linli.grid.queries.sheet import voluntary_line, voluntary_post_seen
from linli.grid.rules import MAY_MANAGE, MAY_SEE_VOLUNTEERS, may_manage, may_see_party_members, posts_over
from linli.grid.views.answer import answer, own_grid_or_404, posted
from linli.people.domain.look import unmask
from linli.people.doors import ReadRequest, staff_only
from linli.people.labels import label_words
from linli.people.phones import mask_phone

FORMS: dict[str, type[RefusingForm]] = {
    "ending": EndingForm, "substitution": SubstitutionForm, "feedback": FeedbackForm, "look": LookForm,
    "withdrawal": WithdrawalForm,
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_MANAGE)
def make_voluntary_post(request: ReadRequest, code: str) -> HttpResponse:
    """Give somebody a voluntary post, with their consent."""
    facts = own_grid_or_404(request, code)
    form = VolunteerForm(posted(request))
    if not may_see_party_members(request.reader, code):
        kinds = form.fields["kind"]
        kinds.choices = [one for one in kinds.choices if one[0] != VoluntaryKind.PARTY_MEMBER]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            verbs.open_voluntary_post(code, form.volunteer(), by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The voluntary post is open."))
            return redirect("grid:sheet", code=code)
    context = {"facts": facts, "path": " ".join(area_path(code)), "form": form}
    return answer(request, "grid/volunteer.html", context, status=422 if form.errors else 200)


@require_safe
@staff_only(*MAY_SEE_VOLUNTEERS)
def show_voluntary_post(request: ReadRequest, post_id: UUID) -> HttpResponse:
    """One voluntary post, masked, with what can be done."""
    return _show(request, _post_or_404(request, post_id), {})


@require_POST
@staff_only(*MAY_SEE_VOLUNTEERS)
def make_deed(request: ReadRequest, post_id: UUID, deed: str) -> HttpResponse:
    """End it, name a substitute, withdraw consent, tell the unit on request, look with a reason."""
    post = _post_or_404(request, post_id)
    if deed not in FORMS or (deed != "look" and not may_manage(request.reader, post.grid)):
        raise Http404
    form = FORMS[deed](request.POST)
    if not form.is_valid():
        return _show(request, post, {deed: form}, status=422)
    try:
        DEEDS[deed](request, post, form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return _show(request, post, {deed: form}, status=refusal.status)
    if deed == "look":
        return _show(request, post, {}, is_shown=True)
    messages.success(request, _("Noted."))
    return redirect("grid:voluntary-post", post_id=post.id)


def _end(request: ReadRequest, post: VoluntaryPost, said: dict[str, Any]) -> None:
    verbs.end_voluntary_post(post, on=said["on"], reason=said["reason"], by=request.reader)


def _substitute(request: ReadRequest, post: VoluntaryPost, said: dict[str, Any]) -> None:
    verbs.name_voluntary_substitute(post, **said, by=request.reader)


def _feed_back(request: ReadRequest, post: VoluntaryPost, said: dict[str, Any]) -> None:
    verbs.give_feedback(post, **said, by=request.reader)


def _look(request: ReadRequest, post: VoluntaryPost, said: dict[str, Any]) -> None:
    held = next(iter(posts_over(request.reader, post.grid, MAY_SEE_VOLUNTEERS)), None)
    unmask("voluntary_post", post.id, "name", by=request.reader, reason=said["reason"], post=held)


def _withdraw(request: ReadRequest, post: VoluntaryPost, _said: dict[str, Any]) -> None:
    verbs.withdraw_consent(post, by=request.reader)


DEEDS: dict[str, Callable[[ReadRequest, VoluntaryPost, dict[str, Any]], None]] = {
    "ending": _end, "substitution": _substitute, "feedback": _feed_back, "look": _look, "withdrawal": _withdraw,
}  # fmt: skip


def _post_or_404(request: ReadRequest, post_id: UUID) -> VoluntaryPost:
    post = voluntary_post_seen(post_id, request.reader)
    if post is None:
        raise Http404
    return post


def _show(
    request: ReadRequest,
    post: VoluntaryPost,
    forms: dict[str, RefusingForm],
    *,
    is_shown: bool = False,
    status: int = 200,
) -> HttpResponse:
    line = voluntary_line(post, localdate())
    manages = may_manage(request.reader, post.grid)
    context = {
        "post": post, "line": line, "path": " ".join(area_path(post.grid)), "phone": mask_phone(post.phone),
        "is_shown": is_shown, "taken_by": label_words(post.consent_taken_by),
        "may_manage": manages and not line.is_over and post.withdrawn_at is None,
        "may_withdraw": manages and post.withdrawn_at is None, "feedback": post.feedback.order_by("-given_at"),
        **{f"{name}_form": forms.get(name) or form(auto_id=f"{name}_%s") for name, form in FORMS.items()},
        "opened": next(iter(forms), ""),
    }  # fmt: skip
    return answer(request, "grid/voluntary_post.html", context, status=status)
