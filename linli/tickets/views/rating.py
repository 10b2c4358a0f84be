"""Say how the visit was: by the code of one's number, or at the machine in the hall, away from the window."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all
from linli.people.reader import system
from linli.places.models import Place
from linli.ratings.enums import Door, Rated
from linli.ratings.errors import OnlyInTheHall
from linli.ratings.forms.rating import GRADES, RatingForm
from linli.ratings.queries.standing import standing_of
from linli.tickets.domain.rating import rate_visit
from linli.tickets.enums import TicketState
from linli.tickets.models import Ticket
from linli.tickets.queries.served import just_served
from linli.tickets.views.answer import is_kiosk, place_or_404, show, ticket_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def rate(request: ReadRequest, secret: str) -> HttpResponse:
    """Five grades, once; afterwards what was said and what became of it. Nobody needs an account."""
    ticket = ticket_or_404(secret)
    form = RatingForm(request.POST if request.method == "POST" else None, has_account=_is_holder(request, ticket))
    if request.method != "POST":
        return _page(request, ticket, form)
    if not form.is_valid():
        return _page(request, ticket, form, status=422)
    said = form.cleaned_data
    try:
        rate_visit(
            ticket, grade=said["grade"], by=request.reader, door=Door.CODE, note=said["note"],
            is_anonymous=said.get("is_anonymous", False),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, ticket, form, status=refusal.status)
    return redirect("tickets:rating", secret=secret)


def _is_holder(request: ReadRequest, ticket: Ticket) -> bool:
    return ticket.account_id is not None and request.reader.actor_id == ticket.account_id


def _page(request: ReadRequest, ticket: Ticket, form: RatingForm, *, status: int = 200) -> HttpResponse:
    is_done = ticket.state == TicketState.DONE and ticket.ended_at is not None
    standing = standing_of(Rated.VISIT, ticket.id, ticket.ended_at) if is_done and ticket.ended_at else None
    context = {"ticket": ticket, "place": ticket.place, "rating": standing, "form": form, "grades": GRADES}
    return show(request, "tickets/rating.html", context, active="nearby", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def rate_in_the_hall(request: ReadRequest, code: str) -> HttpResponse:
    """Touch one's number, touch one of five grades; then it is ready for the next. Only at a machine of the hall."""
    place, is_here = place_or_404(code), is_kiosk(request, code)
    if request.method != "POST":
        number = request.GET.get("number", "")
        return _machine(request, place, is_here=is_here, ticket=_among(place, number) if is_here and number else None)
    ticket, form = None, RatingForm(request.POST)
    try:
        if not is_here:
            raise OnlyInTheHall
        ticket = _among(place, request.POST.get("number", ""))
        if ticket is None:
            raise Http404
        if not form.is_valid():
            return _machine(request, place, is_here=True, ticket=ticket, fault=form.fault, status=422)
        rate_visit(ticket, grade=form.cleaned_data["grade"], by=system("kiosk"), door=Door.MACHINE)
    except Refusal as refusal:
        return _machine(request, place, is_here=is_here, fault=str(refusal), status=refusal.status)
    return redirect(f"{reverse('tickets:kiosk-rating', args=[code])}?thanks=1")


def _among(place: Place, number: str) -> Ticket | None:
    return next((one for one in just_served(place.id, at=now()) if one.printed == number), None)


def _machine(
    request: ReadRequest, place: Place, *, is_here: bool, ticket: Ticket | None = None, fault: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    served = just_served(place.id, at=now()) if is_here and ticket is None else []
    context: dict[str, Any] = {
        "place": place, "is_here": is_here, "ticket": ticket, "served": served, "fault": fault, "grades": GRADES,
        "is_thanked": bool(request.GET.get("thanks")) and not fault, "home": reverse("tickets:kiosk", args=[place.code]),
        "again": reverse("tickets:kiosk-rating", args=[place.code]),
    }  # fmt: skip
    answer = render(request, "tickets/kiosk_rating.html", context, status=status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer
