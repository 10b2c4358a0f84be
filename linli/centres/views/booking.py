"""Book a room from a centre's page: choose a day, choose a time, which is kept while the form is filled in, confirm."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from linli.bookings.domain.booking import cancel_booking, confirm_hold, hold_slot, reschedule
from linli.bookings.domain.closing import accept_offer
from linli.bookings.domain.restraint import object_to
from linli.bookings.domain.series import cancel_rest
from linli.bookings.domain.visit import know_visitor
from linli.bookings.domain.waiting import join_waiting
from linli.bookings.enums import AHEAD, BookingState
from linli.bookings.models import Booking, HomeVisit, Resource
from linli.bookings.queries.bookings import my_bookings, my_waiting
from linli.bookings.queries.feeds import secret_of
from linli.bookings.queries.offers import offers_for
from linli.bookings.queries.restraint import restraint_of
from linli.bookings.queries.rooms import room_let
from linli.bookings.queries.slots import DaySlots, slots_from
from linli.bookings.queries.visits import code_of
from linli.centres.forms.booking import DetailsForm, SlotForm
from linli.centres.queries.items import item_titles
from linli.centres.views.answer import private, show
from linli.common.errors import Refusal
from linli.people.doors import ReadRequest, open_to_all, signed_in
from linli.people.labels import label_words

DAYS = 7


@require_safe
@open_to_all
def show_room(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """The free times of a week. `move` names a booking of one's own that is to be moved."""
    return _room(request, resource_or_404(code, resource_id))


def _room(request: ReadRequest, resource: Resource, *, fault: str = "", status: int = 200) -> HttpResponse:
    week = week_context(request, resource.horizon_days)
    days = slots_from(resource, week["first"], DAYS)
    moving = _moving(request, resource)
    context = {
        "resource": resource, "place": resource.place, "days": [(heading_of(day), times_of(day)) for day in days], "fault": fault,
        "full": [slot for day in days for slot in day.slots if not slot.left], "key": uuid4().hex, "moving": moving,
        "has_free": any(slot.left for day in days for slot in day.slots), **week,
        "lengths": range(1, resource.most_slots + 1) if resource.most_slots > 1 and not moving else (),
    }  # fmt: skip
    return private(show(request, "centres/room.html", context, status=status))


def resource_or_404(code: str, resource_id: UUID) -> Resource:
    found = Resource.objects.filter(id=resource_id, place__code=code, closed_at__isnull=True, kind="room")
    resource = found.select_related("place", "room").first()
    if resource is None:
        raise Http404
    return resource


def week_context(request: ReadRequest, horizon: int) -> dict[str, Any]:
    """The week asked for, and those beside it, as far as it can be booked."""
    first, last, step = first_day(request, horizon), localdate() + timedelta(days=horizon), timedelta(days=DAYS)
    return {
        "first": first, "before": max(first - step, localdate()) if first > localdate() else None,
        "after": first + step if first + step <= last else None,
    }  # fmt: skip


def first_day(request: ReadRequest, horizon: int) -> date:
    """The day asked for, as far as it can be booked."""
    today = localdate()
    try:
        asked = parse_date(request.GET.get("day", "") or request.POST.get("day", "")) or today
    except ValueError:
        asked = today
    return min(max(asked, today), today + timedelta(days=horizon))


def _moving(request: ReadRequest, resource: Resource) -> Booking | None:
    try:
        number = UUID(request.GET.get("move", ""))
    except ValueError:
        return None
    if request.reader.actor_id is None:
        return None
    mine = Booking.objects.filter(id=number, resource=resource, account_id=request.reader.actor_id, state__in=AHEAD)
    return mine.first()


def heading_of(day: DaySlots) -> str:
    return f"{date_format(day.on, 'MONTH_DAY_FORMAT')} {date_format(day.on, 'l')}"


def times_of(day: DaySlots) -> list[tuple[str, str, int]]:
    return [(slot.starts_at.isoformat(), f"{localtime(slot.starts_at):%H:%M}", slot.left) for slot in day.slots]


@require_POST
@signed_in
def make_hold(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """Keep the chosen time for whoever fills in the form."""
    form = SlotForm(request.POST)
    if not form.is_valid():
        fault = str(next(iter(form.errors.values()))[0])
        return _room(request, resource_or_404(code, resource_id), fault=fault, status=422)
    said, resource = form.cleaned_data, room_let(code, resource_id)
    if resource is None:
        raise Http404
    try:
        held = hold_slot(resource, said["slot"], by=request.reader, slots=said["slots"] or 1, key=said["key"])
    except Refusal as refusal:
        return _room(request, resource_or_404(code, resource_id), fault=str(refusal), status=refusal.status)
    return redirect("centres:booking", booking_id=held.id)


@require_POST
@signed_in
def make_waiting(request: ReadRequest, code: str, resource_id: UUID) -> HttpResponse:
    """Wait for a time that is full."""
    resource = resource_or_404(code, resource_id)
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
    return _bookings(request)


def _bookings(request: ReadRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    reader = request.reader
    assert reader.actor_id is not None  # signed in
    context = {
        "restraint": restraint_of(reader.actor_id),
        "fault": fault,
        "typed": request.POST.get("words", ""),
        "rows": my_bookings(reader),
        "waiting": my_waiting(reader),
        "secret": secret_of("account", reader.actor_id),
    }
    return private(show(request, "centres/bookings.html", context, active="me", status=status))


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
        "form": form or DetailsForm(resource=booking.resource), "offers": offers_for(booking, at=here), **_visit_context(booking),
        "taken_instead": booking.followers.exclude(state=BookingState.CANCELLED).first() if booking.closing_id else None,
        "helper": label_words(booking.helper), "what": item_titles(booking.resource.place.code).get(booking.item_code, ""),
    }  # fmt: skip
    return private(show(request, "centres/booking.html", context, active="me", status=status))


def _visit_context(booking: Booking) -> dict[str, object]:
    visit = HomeVisit.objects.filter(booking=booking).prefetch_related("visitors").first()
    if visit is None:
        return {}
    is_coming = booking.state in (BookingState.BOOKED, BookingState.ARRIVED)
    return {
        "visit": visit, "visitors": [label_words(one.label) for one in visit.visitors.all()],
        "code": code_of(visit.id) if is_coming and visit.visitors.all() else "",
    }  # fmt: skip


def _booking_or_404(request: ReadRequest, booking_id: UUID) -> Booking:
    """Only one's own: staff see bookings of others at the desk."""
    assert request.reader.actor_id is not None  # signed in
    mine = Booking.objects.filter(id=booking_id, account_id=request.reader.actor_id)
    booking = mine.select_related("resource__place", "resource__room", "closing").first()
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
        confirm_hold(booking, by=request.reader, **form.said())
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


def _accept(request: ReadRequest, booking: Booking) -> HttpResponse:
    """Take what is offered instead of a time that the centre closed."""
    form = SlotForm(request.POST)
    other = _named_resource(request)
    if not form.is_valid() or other is None:
        return _booking(request, booking, fault=_("Choose one of the times."), status=422)
    try:
        made = accept_offer(booking, other, form.cleaned_data["slot"], by=request.reader)
    except Refusal as refusal:
        return _booking(request, booking, fault=str(refusal), status=refusal.status)
    return redirect("centres:booking", booking_id=made.id)


def _named_resource(request: ReadRequest) -> Resource | None:
    try:
        return Resource.objects.filter(id=UUID(request.POST.get("resource", ""))).first()
    except ValueError:
        return None


def _give_back_rest(request: ReadRequest, booking: Booking) -> HttpResponse:
    """Give back this time of a series and all after it."""
    try:
        given = cancel_rest(booking, by=request.reader)
    except Refusal as refusal:
        return _booking(request, booking, fault=str(refusal), status=refusal.status)
    messages.success(request, ngettext("%(count)s time given back.", "%(count)s times given back.", len(given))
                     % {"count": len(given)})  # fmt: skip
    return redirect("centres:bookings")


def _know(request: ReadRequest, booking: Booking) -> HttpResponse:
    """The code that was said at the door is the right one."""
    if not HomeVisit.objects.filter(booking=booking).exists():
        raise Http404
    try:
        know_visitor(booking, by=request.reader)
    except Refusal as refusal:
        return _booking(request, booking, fault=str(refusal), status=refusal.status)
    messages.success(request, _("Noted. You may let them in."))
    return redirect("centres:booking", booking_id=booking.id)


@require_POST
@signed_in
def make_objection(request: ReadRequest) -> HttpResponse:
    """Say what was different about the bookings that were not kept."""
    assert request.reader.actor_id is not None  # signed in
    restraint = restraint_of(request.reader.actor_id)
    if restraint is None:
        raise Http404
    try:
        object_to(restraint, request.POST.get("words", ""), by=request.reader)
    except Refusal as refusal:
        return _bookings(request, fault=str(refusal), status=refusal.status)
    messages.success(request, _("It has arrived. The centre answers you."))
    return redirect("centres:bookings")


DEEDS: dict[str, Callable[[ReadRequest, Booking], HttpResponse]] = {
    "confirmation": _confirm, "cancellation": _cancel, "move": _move, "acceptance": _accept, "rest": _give_back_rest,
    "known": _know,
}  # fmt: skip
