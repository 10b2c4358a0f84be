"""Take a number with a phone, or say that one is there for an appointment."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, localtime, make_naive, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.models import Booking
from linli.common.errors import Refusal
from linli.common.setting import value_of
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.places.models import Place
from linli.places.opening import text_of
from linli.places.queries.hours import opening_of
from linli.tickets.domain.taking import check_in, take_ticket
from linli.tickets.enums import Priority, Way
from linli.tickets.errors import HasTicket, NoSuchAppointment, NotThere
from linli.tickets.forms.ticket import BookingForm, TakeForm
from linli.tickets.models import Ticket
from linli.tickets.queries.display import is_presence_code
from linli.tickets.queries.follow import my_open_ticket
from linli.tickets.queries.lines import lines_at
from linli.tickets.queries.waiting import wait_for_next
from linli.tickets.views.answer import holder_of, keep_holder, new_holder, place_or_404, show


def address_of(request: ReadRequest) -> str:
    """Where a form came from, hashed: only counted, never kept."""
    return sha256(request.META.get("REMOTE_ADDR", "").encode()).hexdigest()[:24]


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def take(request: ReadRequest, code: str) -> HttpResponse:
    """Choose what one comes for; one's own open number is shown instead of a second one."""
    place = place_or_404(code)
    if request.method != "POST":
        mine = my_open_ticket(place.id, request.reader, holder_of(request))
        return redirect("tickets:follow", secret=mine.secret) if mine else _page(request, place, None)
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, status=422)
    try:
        ticket, holder = _take(request, place, form)
    except HasTicket as refusal:
        messages.info(request, str(refusal))
        return redirect("tickets:follow", secret=refusal.values["secret"])
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(request, place, form, status=refusal.status)
    answer = redirect("tickets:follow", secret=ticket.secret)
    if holder:
        keep_holder(answer, holder, request)
    return answer


def _take(request: ReadRequest, place: Place, form: TakeForm) -> tuple[Ticket, str]:
    said, reader = form.cleaned_data, request.reader
    if value_of("tickets.on_site") and not is_presence_code(place, said["code"], at=now()):
        raise NotThere
    account = reader.actor_id if not reader.is_staff else None
    holder = "" if account else holder_of(request) or new_holder()
    ticket = take_ticket(
        place, by=reader, way=Way.PHONE, item_code=said["item"], priority=said["priority"], key=said["key"],
        account=account, holder=holder, sent_from="" if account else address_of(request),
    )  # fmt: skip
    return ticket, holder


def _page(request: ReadRequest, place: Place, form: TakeForm | None, *, status: int = 200) -> HttpResponse:
    at = now()
    context = {
        "place": place, "form": form, "fault": form.fault if form else "", "lines": lines_at(place.code), **hours_now(place),
        "priorities": Priority.choices if value_of("tickets.most_passed") else (), "key": uuid4().hex,
        "needs_code": bool(value_of("tickets.on_site")), "code": request.GET.get("code", "")[:4],
        "wait": wait_for_next(place.id, at=at), "appointments": _appointments(request, place),
    }  # fmt: skip
    return show(request, "tickets/take.html", context, active="nearby", status=status)


def hours_now(place: Place) -> dict[str, Any]:
    """Whether a place is open, and when it opens or closes next."""
    opening, here = opening_of(place.id), make_naive(localtime())
    if opening is None:
        return {"is_open": False, "opens_at": None, "closes_at": None, "today": ""}
    return {
        "is_open": opening.is_open(here), "opens_at": opening.opens_at(here), "closes_at": opening.closes_at(here),
        "today": text_of(opening.on(here.date()).spans),
    }  # fmt: skip


def _appointments(request: ReadRequest, place: Place) -> list[Booking]:
    """The reader's own appointments at this place today. One statement, for whoever is signed in."""
    if request.reader.actor_id is None:
        return []
    mine = Booking.objects.filter(
        account=request.reader.actor_id, resource__place=place, resource__kind=ResourceKind.WINDOW,
        starts_at__date=localdate(), state=BookingState.BOOKED,
    )  # fmt: skip
    return list(mine.select_related("resource").order_by("starts_at"))


@require_POST
@signed_in
def arrive(request: ReadRequest, code: str) -> HttpResponse:
    """I am there for my appointment."""
    place = place_or_404(code)
    form = BookingForm(request.POST)
    if not form.is_valid():
        return _page(request, place, None, status=422)
    mine = Booking.objects.filter(
        id=form.cleaned_data["booking"], account=request.reader.actor_id, resource__place=place
    )
    booking = mine.select_related("resource__place").first()
    try:
        if booking is None:
            raise NoSuchAppointment
        ticket = check_in(booking, by=request.reader, way=Way.PHONE)
    except HasTicket as refusal:
        messages.info(request, str(refusal))
        return redirect("tickets:follow", secret=refusal.values["secret"])
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('tickets:take', args=[code])}")
    messages.success(request, _("Noted that you are here."))
    return redirect("tickets:follow", secret=ticket.secret)
