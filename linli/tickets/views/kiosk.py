"""The kiosk in the hall: choose, take the number, read or photograph it; then it is ready for the next."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.bookings.models import Booking
from linli.common.cache import count_up
from linli.common.errors import Refusal
from linli.common.setting import value_of
from linli.people.doors import ReadRequest, open_to_all
from linli.people.reader import system
from linli.places.models import Place
from linli.tickets.domain.taking import ADDRESS_WINDOW, check_in, take_ticket
from linli.tickets.enums import Priority, Way
from linli.tickets.errors import NoSuchAppointment, TooManyTickets
from linli.tickets.forms.ticket import DigitsForm, TakeForm
from linli.tickets.queries.follow import standing_of
from linli.tickets.queries.lines import lines_at
from linli.tickets.queries.visit import appointments_today
from linli.tickets.queries.waiting import wait_for_next
from linli.tickets.views.answer import code_path, full_address, is_kiosk, place_or_404, ticket_or_404
from linli.tickets.views.take import address_of, hours_now

MOST_GUESSES = 20  # of the end of a telephone number, in ten minutes, at one place from one address


def _show(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A shared machine: nothing is kept by the browser's cache."""
    answer = render(request, template, context, status=status)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def kiosk(request: ReadRequest, code: str) -> HttpResponse:
    """Choose what for, and go first by rule. A machine that no clerk has made the kiosk is counted like a phone."""
    place = place_or_404(code)
    if request.method != "POST":
        return _page(request, place, None)
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    said = form.cleaned_data
    try:
        ticket = take_ticket(
            place, by=system("kiosk"), way=Way.KIOSK, item_code=said["item"], priority=said["priority"], key=said["key"],
            sent_from="" if is_kiosk(request, code) else address_of(request),
        )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, place, form, status=refusal.status)
    return redirect("tickets:kiosk-taken", code=code, secret=ticket.secret)


@require_POST
@open_to_all
def arrive(request: ReadRequest, code: str) -> HttpResponse:
    """Somebody who has booked says who they are by the end of their telephone number."""
    place, form = place_or_404(code), DigitsForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    try:
        if count_up(f"tickets:digits:{place.pk}:{address_of(request)}", window=ADDRESS_WINDOW) > MOST_GUESSES:
            raise TooManyTickets
        due = [one for one, _name in appointments_today(place.id, now()) if phone_of(one).endswith(form.digits)]
        if not due:
            raise NoSuchAppointment
        ticket = check_in(due[0], by=system("kiosk"), way=Way.KIOSK)
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, place, form, status=refusal.status)
    return redirect("tickets:kiosk-taken", code=code, secret=ticket.secret)


def phone_of(booking: Booking) -> str:
    """The number by which somebody has booked, or was booked for."""
    return booking.account.phone if booking.account else str(getattr(booking, "guest_phone", ""))


def _page(request: ReadRequest, place: Place, form: TakeForm | DigitsForm | None, *, status: int = 200) -> HttpResponse:
    context = {
        "place": place, "fault": form.fault if form else "", "lines": lines_at(place.code), **hours_now(place),
        "priorities": Priority.choices if value_of("tickets.most_passed") else (), "key": uuid4().hex,
        "wait": wait_for_next(place.id, at=now()), "home": reverse("tickets:kiosk", args=[place.code]),
    }  # fmt: skip
    return _show(request, "tickets/kiosk.html", context, status=status)


@require_safe
@open_to_all
def show_taken(request: ReadRequest, code: str, secret: str) -> HttpResponse:
    """The number, large, with the code by which a phone follows it; the page goes back by itself."""
    place, ticket = place_or_404(code), ticket_or_404(secret)
    if ticket.place_id != place.id:
        raise Http404
    address = full_address(reverse("tickets:follow", args=[secret]))
    path, size = code_path(address)
    context = {
        "place": place, "standing": standing_of(ticket, at=now()), "ticket": ticket, "path": path, "size": size,
        "home": reverse("tickets:kiosk", args=[code]), "address": address,
    }  # fmt: skip
    return _show(request, "tickets/taken.html", context)
