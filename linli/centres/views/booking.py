"""Book a room from a centre's page: choose a day, choose a time, which is kept while the form is filled in, confirm."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.booking import cancel_booking, confirm_hold, hold_slot, reschedule
from linli.bookings.domain.waiting import join_waiting
from linli.bookings.enums import AHEAD, BookingState
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.bookings import my_bookings, my_waiting
from linli.bookings.queries.feeds import secret_of
from linli.bookings.queries.slots import DaySlots, slots_from
from linli.centres.forms.booking import DetailsForm, SlotForm
from linli.centres.views.answer import private, show
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in

DAYS = 7


@require_safe
@open_to_all
def show_room(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """The free times of a week. `move` names a booking of one's own that is to be moved."""
    return _room(request, _resource_or_404(code, resource_id))


def _room(request: ReadRequest, resource: Resource, *, fault: str = "", status: int = 200) -> HttpResponse:
    first = _first_day(request, resource)
    days = slots_from(resource, first, DAYS)
    last = localdate() + timedelta(days=resource.horizon_days)
    moving = _moving(request, resource)
    context = {
        "resource": resource, "place": resource.place, "days": [(_heading(day), _times(day)) for day in days], "fault": fault,
        "full": [slot for day in days for slot in day.slots if not slot.left], "key": uuid4().hex, "moving": moving,
        "has_free": any(slot.left for day in days for slot in day.slots), "first": first,
        "lengths": range(1, resource.most_slots + 1) if resource.most_slots > 1 and not moving else (),
        "before": max(first - timedelta(days=DAYS), localdate()) if first > localdate() else None,
        "after": first + timedelta(days=DAYS) if first + timedelta(days=DAYS) <= last else None,
    }  # fmt: skip
    return private(show(request, "centres/room.html", context, status=status))


def _resource_or_404(code: str, resource_id: UUID) -> Resource:
    found = Resource.objects.filter(id=resource_id, place__code=code, closed_at__isnull=True)
    resource = found.select_related("place", "room").first()
    if resource is None:
        raise Http404
    return resource


def _first_day(request: ReadRequest, resource: Resource) -> date:
    """The day asked for, as far as it can be booked."""
    today = localdate()
    try:
        asked = parse_date(request.GET.get("day", "") or request.POST.get("day", "")) or today
    except ValueError:
        asked = today
    return min(max(asked, today), today + timedelta(days=resource.horizon_days))


def _moving(request: ReadRequest, resource: Resource) -> Booking | None:
    try:
        number = UUID(request.GET.get("move", ""))
    except ValueError:
        return None
    if request.reader.actor_id is None:
        return None
    mine = Booking.objects.filter(id=number, resource=resource, account_id=request.reader.actor_id, state__in=AHEAD)
    return mine.first()


def _heading(day: DaySlots) -> str:
    return f"{date_format(day.on, 'MONTH_DAY_FORMAT')} {date_format(day.on, 'l')}"


def _times(day: DaySlots) -> list[tuple[str, str, int]]:
    return [(slot.starts_at.isoformat(), f"{localtime(slot.starts_at):%H:%M}", slot.left) for slot in day.slots]


@require_POST
@signed_in
def make_hold(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """Keep the chosen time for whoever fills in the form."""
    resource = _resource_or_404(code, resource_id)
    form = SlotForm(request.POST)
    if not form.is_valid():
        return _room(request, resource, fault=str(next(iter(form.errors.values()))[0]), status=422)
    said = form.cleaned_data
    try:
        held = hold_slot(resource, said["slot"], by=request.reader, slots=said["slots"] or 1, key=said["key"])
    except Refusal as refusal:
        return _room(request, resource, fault=str(refusal), status=refusal.status)
    return redirect("centres:booking", booking_id=held.id)


@require_POST
@signed_in
def make_waiting(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """Wait for a time that is full."""
    resource = _resource_or_404(code, resource_id)
    form = SlotForm(request.POST)
    if not form.is_valid():
        return _room(request, resource, fault=str(next(iter(form.errors.values()))[0]), status=422)
    try:
        join_waiting(resource, form.cleaned_data["slot"], by=request.reader)
    except Refusal as refusal:
        return _room(request, resource, fault=str(refusal), status=refusal.status)
    messages.success(request, _("You are on the list; if a place becomes free it is yours, and you are told."))
    return redirect("centres:bookings")


@require_safe
@signed_in
def show_bookings(request: ReadRequest) -> HttpResponse:
    """What I have booked, and what I wait for."""
    reader = request.reader
    assert reader.actor_id is not None  # signed in
    context = {
        "rows": my_bookings(reader),
        "waiting": my_waiting(reader),
        "secret": secret_of("account", reader.actor_id),
    }
    return private(show(request, "centres/bookings.html", context, active="me"))


@require_safe
@signed_in
def show_booking(request: ReadRequest, booking_id: UUID) -> HttpResponse:
    """One booking of mine; while it is only held, the form that makes it one."""
    return _booking(request, _booking_or_404(request, booking_id))


def _booking(
    request: ReadRequest, booking: Booking, form: DetailsForm | None = None, *, fault: str = "", status: int = 200
) -> HttpResponse:
    here = now()
    is_over = booking.state == BookingState.HELD and booking.expires_at is not None and booking.expires_at <= here
    limit = booking.starts_at - timedelta(minutes=booking.resource.cancel_minutes)
    context = {
        "booking": booking, "resource": booking.resource, "place": booking.resource.place, "fault": fault,
        "is_held": booking.state == BookingState.HELD and not is_over, "is_over": is_over or booking.state == BookingState.EXPIRED,
        "may_change": booking.state in (BookingState.ASKED, BookingState.BOOKED) and here <= limit, "limit": limit,
        "is_ahead": booking.state in (BookingState.ASKED, BookingState.BOOKED) and booking.starts_at > here,
        "form": form or DetailsForm(resource=booking.resource),
    }  # fmt: skip
    return private(show(request, "centres/booking.html", context, active="me", status=status))


def _booking_or_404(request: ReadRequest, booking_id: UUID) -> Booking:
    """Only one's own: staff see bookings of others at the desk."""
    assert request.reader.actor_id is not None  # signed in
    mine = Booking.objects.filter(id=booking_id, account_id=request.reader.actor_id)
    booking = mine.select_related("resource__place").first()
    if booking is None:
        raise Http404
    return booking


@require_POST
@signed_in
def make_deed(request: ReadRequest, booking_id: UUID, deed: str) -> HttpResponse:
    """Confirm, give back, or move to another time."""
    booking = _booking_or_404(request, booking_id)
    if deed not in DEEDS:
        raise Http404
    return DEEDS[deed](request, booking)


def _confirm(request: ReadRequest, booking: Booking) -> HttpResponse:
    form = DetailsForm(request.POST, resource=booking.resource)
    if not form.is_valid():
        return _booking(request, booking, form, status=422)
    try:
        confirm_hold(booking, by=request.reader, **form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        booking.refresh_from_db()
        return _booking(request, booking, form, status=refusal.status)
    return redirect("centres:booking", booking_id=booking.id)


def _cancel(request: ReadRequest, booking: Booking) -> HttpResponse:
    was_held = booking.state == BookingState.HELD
    try:
        cancel_booking(booking, by=request.reader)
    except Refusal as refusal:
        return _booking(request, booking, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Given back."))
    if was_held:
        place = booking.resource.place
        return redirect("centres:room", code=place.code, resource_id=booking.resource_id)
    return redirect("centres:bookings")


def _move(request: ReadRequest, booking: Booking) -> HttpResponse:
    form = SlotForm(request.POST)
    if not form.is_valid():
        return _booking(request, booking, fault=str(next(iter(form.errors.values()))[0]), status=422)
    try:
        reschedule(booking, form.cleaned_data["slot"], by=request.reader)
    except Refusal as refusal:
        return _booking(request, booking, fault=str(refusal), status=refusal.status)
    messages.success(request, pgettext("booking", "Moved."))
    return redirect("centres:booking", booking_id=booking.id)


DEEDS: dict[str, Callable[[ReadRequest, Booking], HttpResponse]] = {
    "confirmation": _confirm, "cancellation": _cancel, "move": _move,
}  # fmt: skip
