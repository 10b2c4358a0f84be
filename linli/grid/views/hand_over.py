"""The open work of a post goes to whoever comes next, and they confirm it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.common.errors import Refusal
from linli.grid.domain.hand_over import MAY_TAKE, hand_over, receive_hand_over
from linli.grid.forms.hand_over import HandOverForm
from linli.grid.models import HandOver
from linli.grid.queries.listing import open_counts
from linli.grid.rules import MAY_READ, may_manage
from linli.grid.views.answer import answer, own_grid_or_404, posted
from linli.people.doors import ReadRequest, staff_only
from linli.people.models import Account, Post
from linli.people.queries.post import holders


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def make_hand_over(request: ReadRequest, code: str, post_id: UUID) -> HttpResponse:
    """Hand the open work of this grid to a successor."""
    facts = own_grid_or_404(request, code)
    post = Post.objects.select_related("account").filter(pk=post_id).first()
    if post is None or not code.startswith(post.area):
        raise Http404
    if post.account_id != request.reader.actor_id and not may_manage(request.reader, code):
        raise Http404
    form = HandOverForm(posted(request), candidates=_candidates(code, post))
    if request.method == "POST" and form.is_valid():
        to = Account.objects.get(pk=form.cleaned_data["to"])
        try:
            hand_over(post, grid=code, to=to, note=form.cleaned_data["note"], by=request.reader)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Handed over; %(name)s has been told.") % {"name": to.display_name})
            return redirect("grid:sheet", code=code)
    context = {"facts": facts, "post": post, "form": form, "open": open_counts([code]).get(code, 0)}
    return answer(request, "grid/hand_over.html", context, status=422 if form.errors else 200)


def _candidates(code: str, post: Post) -> list[tuple[str, str]]:
    found = {
        str(one.account_id): f"{one.name} · {one.role.label}"
        for one in holders(area=code, is_around=True)
        if one.account_id != post.account_id and one.role in MAY_TAKE
    }
    return list(found.items())


@require_POST
@staff_only(*MAY_READ)
def make_receipt(request: ReadRequest, hand_over_id: UUID) -> HttpResponse:
    """The successor confirms to have it."""
    handed = HandOver.objects.filter(pk=hand_over_id, to_id=request.reader.actor_id).first()
    if handed is None:
        raise Http404
    try:
        receive_hand_over(handed, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Noted."))
    return redirect("grid:sheet", code=handed.grid)
