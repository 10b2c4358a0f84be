"""The two lowest grades: who has to be asked, what was put right, who has been answered."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, staff_only
from linli.ratings.domain.follow_up import answer_rating, check_rating, right_rating
from linli.ratings.queries.follow_ups import VIEWS, follow_up_seen, follow_ups
from linli.ratings.rules import MAY_FOLLOW_UP
from linli.ratings.settings import answered_within
from linli.ratings.views.answer import private

HELD = {"yes": True, "no": False, "unreached": None}


@require_safe
@staff_only(*MAY_FOLLOW_UP)
def show_follow_ups(request: ReadRequest) -> HttpResponse:
    """What is owed first, by its day; what is overdue; what was answered."""
    return _show(request)


def _show(
    request: ReadRequest, *, fault: str = "", typed: str = "", at: UUID | None = None, status: int = 200
) -> HttpResponse:
    view = request.GET.get("view", "")
    view = view if view in VIEWS else ""
    titles = {"": _("Open"), "late": pgettext("ratings", "Overdue"), "over": pgettext("ratings", "Answered")}
    chips = [
        {"title": title, "url": f"?view={name}" if name else "?", "active": name == view}
        for name, title in titles.items()
    ]
    context = {
        "rows": follow_ups(request.reader, view=view), "chips": chips, "fault": fault, "typed": typed, "typed_at": at,
        "days": answered_within().amount,
    }  # fmt: skip
    return private(render(request, "ratings/follow_ups.html", context, status=status))


@require_POST
@staff_only(*MAY_FOLLOW_UP)
def make_deed(request: ReadRequest, follow_up_id: UUID, deed: str) -> HttpResponse:
    """Checked with the person, put right, answered."""
    found = follow_up_seen(follow_up_id, request.reader)
    note = request.POST.get("note", "")
    if found is None or deed not in ("check", "righting", "answer"):
        raise Http404
    held = request.POST.get("held", "")
    if deed == "check" and held not in HELD:  # nothing is recorded by one click
        return _show(request, fault=_("Choose what the person said."), at=found.id, status=422)
    try:
        if deed == "check":
            check_rating(found, is_confirmed=HELD[held], by=request.reader)
        elif deed == "righting":
            right_rating(found, note=note, by=request.reader)
        else:
            answer_rating(found, by=request.reader)
    except Refusal as refusal:
        return _show(request, fault=str(refusal), typed=note, at=found.id, status=refusal.status)
    messages.success(request, _("Noted."))
    return redirect("ratings:follow-ups")
