"""A visit at home is asked for from a centre's page."""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from linli.areas.queries.map import villages_of
from linli.bookings.domain.visit import ask_visit
from linli.bookings.queries.slots import slots_from
from linli.bookings.queries.visits import teams_of
from linli.centres.forms.booking import VisitForm
from linli.centres.queries.items import item_titles
from linli.centres.views.answer import own_case, place_or_404, private, show
from linli.centres.views.week import DAYS, heading_of, times_of, week_context
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_for_visit(request: ReadRequest, code: str) -> HttpResponse:
    """Ask that somebody comes home: when, where, and why."""
    place = place_or_404(code)
    teams = teams_of(place.id)
    if not teams:
        raise Http404
    team = next(
        (one for one in teams if str(one.id) == request.POST.get("team", request.GET.get("team", ""))), teams[0]
    )
    areas = [(facts.code, facts.name) for facts in villages_of(place.area[:9])]
    is_sent, status, fault = request.method == "POST", 200, ""
    form = VisitForm(
        request.POST if is_sent else None, areas=areas, initial={"area": place.area[:12], "key": uuid4().hex}
    )
    titles = item_titles(place.code)
    item = request.POST.get("item", "") or request.GET.get("item", "")
    if is_sent and form.is_valid():
        try:
            made = ask_visit(team, form.cleaned_data["slot"], by=request.reader, item_code=item if item in titles else "",
                             case_id=own_case(request), **form.said())  # fmt: skip
            return redirect("centres:booking", booking_id=made.id)
        except Refusal as refusal:
            form.refuse(refusal)
            fault, status = str(refusal), refusal.status
    elif is_sent:
        status = 422
    week = week_context(request, team.horizon_days)
    days = slots_from(team, week["first"], DAYS)
    context = week | {
        "place": place, "team": team, "teams": teams, "form": form, "fault": fault, "item": item, "title": titles.get(item, ""),
        "days": [(heading_of(day), times_of(day)) for day in days], "case": own_case(request),
        "has_free": any(slot.left for day in days for slot in day.slots), "chosen": request.POST.get("slot", ""),
    }  # fmt: skip
    return private(show(request, "centres/visit.html", context, status=status))
