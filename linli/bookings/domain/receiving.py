"""The deeds of the centre: approve or not, note who came, close a time and tell those who had booked it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate, now

from linli.bookings.domain.seats import lock_booking, lock_resource, masked, move, write_seat
from linli.bookings.domain.telling import note, tell_booker
from linli.bookings.domain.waiting import promote_waiting
from linli.bookings.enums import AHEAD, BookingState
from linli.bookings.errors import BookingReasonNeeded, NotBegun, NotPossibleForBooking, NotYourResource
from linli.bookings.models import Booking, Resource, ResourceException
from linli.bookings.queries.slots import slots_from
from linli.bookings.rules import may_manage, may_receive
from linli.people.reader import Reader

EARLY = timedelta(minutes=60)  # before its beginning an arrival can be noted
REMIND_BEFORE = timedelta(hours=24)


def approve_booking(booking: Booking, *, by: Reader, at: datetime | None = None) -> Booking:
    """Approve what was asked for. Raises NotYourResource, NotPossibleForBooking."""
    return _decide(booking, BookingState.BOOKED, "approved", by=by, at=at or now())


def refuse_booking(booking: Booking, *, by: Reader, reason: str, at: datetime | None = None) -> Booking:
    """Do not approve it, and say why. Raises NotYourResource, NotPossibleForBooking, BookingReasonNeeded."""
    if not reason.strip():
        raise BookingReasonNeeded
    return _decide(booking, BookingState.REFUSED, "refused", by=by, at=at or now(), reason=masked(reason))


def _decide(
    booking: Booking, state: BookingState, action: str, *, by: Reader, at: datetime, reason: str = ""
) -> Booking:
    with transaction.atomic():
        resource, locked = lock_booking(booking)
        if not may_manage(by, resource):
            raise NotYourResource
        if locked.state != BookingState.ASKED:
            raise NotPossibleForBooking(state=locked.get_state_display())
        locked.note = reason
        move(locked, state, at)
        note(locked, action, by=by)
        tell_booker(action, locked, reason=reason)
        if state == BookingState.REFUSED:
            promote_waiting(resource, locked.starts_at, locked.ends_at, at=at)
    return locked


def arrive(booking: Booking, *, by: Reader, at: datetime | None = None) -> Booking:
    """Note that somebody came; also one of whom it was noted too soon that nobody did, while the seat is still free.

    Raises NotYourResource, NotPossibleForBooking, NotBegun, SlotTaken.
    """
    at = at or now()
    with transaction.atomic():
        resource, locked = lock_booking(booking)
        if not may_receive(by, resource):
            raise NotYourResource
        if locked.state == BookingState.ARRIVED:
            return locked
        if locked.state not in (BookingState.BOOKED, BookingState.NO_SHOW):
            raise NotPossibleForBooking(state=locked.get_state_display())
        if at < locked.starts_at - EARLY:
            raise NotBegun
        locked.state, locked.changed_at = BookingState.ARRIVED, at
        write_seat(locked)
        note(locked, "arrived", by=by)
    return locked


def note_no_show(booking: Booking, *, by: Reader, had_come: bool = False, at: datetime | None = None) -> Booking:
    """Note that nobody came, or (`had_come`) that whoever came had gone before they were called; the rest of the time is free.

    Raises NotYourResource, NotPossibleForBooking, NotBegun.
    """
    at = at or now()
    with transaction.atomic():
        resource, locked = lock_booking(booking)
        if not may_receive(by, resource):
            raise NotYourResource
        if locked.state != (BookingState.ARRIVED if had_come else BookingState.BOOKED):
            raise NotPossibleForBooking(state=locked.get_state_display())
        if at < locked.starts_at and not had_come:
            raise NotBegun
        move(locked, BookingState.NO_SHOW, at)
        note(locked, "no_show", by=by)
    return locked


def note_done(booking: Booking, *, by: Reader, at: datetime | None = None) -> Booking:
    """Note that somebody who came has been served; noted again, nothing more happens. The rest of the time is free.

    Raises NotYourResource, NotPossibleForBooking.
    """
    at = at or now()
    with transaction.atomic():
        resource, locked = lock_booking(booking)
        if not may_receive(by, resource):
            raise NotYourResource
        if locked.state == BookingState.DONE:
            return locked
        if locked.state != BookingState.ARRIVED:
            raise NotPossibleForBooking(state=locked.get_state_display())
        move(locked, BookingState.DONE, at)
        note(locked, "done", by=by)
    return locked


def close_resource_for(
    resource: Resource, starts_at: datetime, ends_at: datetime, *, by: Reader, reason: str, at: datetime | None = None
) -> tuple[ResourceException, list[Booking]]:
    """Close a resource for a time. What was booked in it is cancelled; each is told, and offered the next free time.

    Raises NotYourResource, BookingReasonNeeded, ValueError where the end is not after the beginning.
    """
    at = at or now()
    if not reason.strip():
        raise BookingReasonNeeded
    if ends_at <= starts_at:
        raise ValueError("a closing ends after it begins")
    with transaction.atomic():
        locked = lock_resource(resource.pk)
        if not may_manage(by, locked):
            raise NotYourResource
        made = ResourceException.objects.create(
            resource=locked, starts_at=starts_at, ends_at=ends_at, reason=masked(reason), by=by.label
        )
        hit = list(
            Booking.objects.select_for_update().filter(
                resource=locked, state__in=AHEAD, starts_at__lt=ends_at, ends_at__gt=starts_at
            ).order_by("made_at", "id")
        )  # fmt: skip
        for booking in hit:
            booking.resource = locked
            booking.expires_at, booking.note = None, made.reason
            move(booking, BookingState.CANCELLED, at)
            note(booking, "closed", by=by)
        other = _next_free(locked, starts_at, at=at) if hit else None
        for booking in hit:
            # One offer for all: it is an offer, and who takes it first has it.
            tell_booker("closed" if other else "closed_for_good", booking, reason=made.reason,
                        **({"other_at": other.isoformat()} if other else {}))  # fmt: skip
    return made, hit


def _next_free(resource: Resource, starts_at: datetime, *, at: datetime) -> datetime | None:
    first = max(localdate(starts_at), localdate(at))
    days = slots_from(resource, first, 14, at=at)
    return next(
        (slot.starts_at for day in days for slot in day.slots if slot.left and slot.starts_at >= starts_at), None
    )


def remind(*, at: datetime | None = None) -> int:
    """Remind of what is booked within a day, once; return how many. Harmless when run twice."""
    at, count = at or now(), 0
    due = Booking.objects.filter(
        state=BookingState.BOOKED, reminded_at__isnull=True, starts_at__gt=at, starts_at__lte=at + REMIND_BEFORE,
        made_at__lte=F("starts_at") - REMIND_BEFORE,  # who booked for today need not be reminded of it
    ).select_related("resource__place")  # fmt: skip
    for booking in due.order_by("starts_at", "id")[:1000]:
        with transaction.atomic():
            if Booking.objects.filter(pk=booking.pk, reminded_at__isnull=True).update(reminded_at=at):
                tell_booker("reminder", booking)
                count += 1
    return count


def finish(*, at: datetime | None = None) -> int:
    """What somebody came to is done when its time is over; return how many."""
    over = Booking.objects.filter(state=BookingState.ARRIVED, ends_at__lte=at or now(), starts_at__lte=at or now())
    return over.update(state=BookingState.DONE)
