"""The two lowest grades: who has to be asked, what was put right, who has been answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.common.errors import Refusal
from linli.hall.application_rules import MAY_FOLLOW_UP
from linli.hall.domain.rating_follow_up import answer_rating, check_rating, right_rating
from linli.hall.queries.ratings import follow_up_seen, follow_ups
from linli.hall.views.application_answer import private
from linli.people.doors import ReadRequest, staff_only

HELD = {"yes": True, "no": False}


@require_safe
@staff_only(*MAY_FOLLOW_UP)
def show_follow_ups(request: ReadRequest) -> HttpResponse:
    """What is open first, by its day; then what was answered."""
    return _show(request)


def _show(request: ReadRequest, *, fault: str = "", typed: str = "", status: int = 200) -> HttpResponse:
    is_over = request.GET.get("view") == "over"
    chips = [
        {"title": _("Open"), "url": "?", "active": not is_over}, {"title": _("Answered"), "url": "?view=over", "active": is_over},
    ]  # fmt: skip
    context = {"rows": follow_ups(request.reader, over=is_over), "chips": chips, "fault": fault, "typed": typed}
    return private(render(request, "hall/application_ratings.html", context, status=status))


@require_POST
@staff_only(*MAY_FOLLOW_UP)
def make_deed(request: ReadRequest, follow_up_id: str, deed: str) -> HttpResponse:
    """Checked with the person, put right, answered."""
    found = follow_up_seen(follow_up_id, request.reader)
    note = request.POST.get("note", "").strip()
    if found is None or deed not in ("check", "righting", "answer"):
        raise Http404
    if deed == "righting" and not note:
        return _show(request, fault=_("Say what was put right."), status=422)
    try:
        if deed == "check":
            check_rating(found, is_confirmed=HELD.get(request.POST.get("held", "")), by=request.reader)
        elif deed == "righting":
            right_rating(found, note=note, by=request.reader)
        else:
            answer_rating(found, by=request.reader)
    except Refusal as refusal:
        return _show(request, fault=str(refusal), typed=note, status=refusal.status)
    messages.success(request, _("Noted."))
    return redirect("hall:follow-ups")
