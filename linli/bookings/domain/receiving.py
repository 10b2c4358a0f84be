"""The deeds of the centre: approve or not, note who came and who did not, remind."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now

from linli.bookings.domain.restraint import after_arrival, after_no_show
from linli.bookings.domain.seats import lock_booking, masked, move, write_seat
from linli.bookings.domain.telling import note, say_changed, tell_booker
from linli.bookings.domain.waiting import promote_waiting
from linli.bookings.domain.way import settle_way
from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.errors import BookingReasonNeeded, NobodyGoes, NotBegun, NotPossibleForBooking, NotYourResource
from linli.bookings.models import Booking, HomeVisit, Resource
from linli.bookings.queries.visits import code_of
from linli.bookings.rules import EARLY, may_manage, may_receive
from linli.people.labels import labels_in_languages
from linli.people.reader import Reader

REMIND_BEFORE = timedelta(hours=24)


def approve_booking(booking: Booking, *, by: Reader, at: datetime | None = None) -> Booking:
    """Approve what was asked for. Raises NotYourResource, NotPossibleForBooking, NobodyGoes (a visit without visitors)."""
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
        visit = _visit_of(resource, locked)
        if visit is not None and state == BookingState.BOOKED and not visit.visitors.exists():
            raise NobodyGoes
        locked.note = reason
        move(locked, state, at)
        note(locked, action, by=by)
        if visit is not None and state == BookingState.BOOKED:
            who = labels_in_languages(list(visit.visitors.order_by("id").values_list("label", flat=True)))
            tell_booker("visit_approved", locked, who=who, code=code_of(visit.id))
        else:
            tell_booker(action, locked, reason=reason)
        settle_way(resource, locked.starts_at)
        if state == BookingState.REFUSED:
            say_changed(locked)
            promote_waiting(resource, locked.starts_at, locked.ends_at, at=at)
    return locked


def _visit_of(resource: Resource, booking: Booking) -> HomeVisit | None:
    return HomeVisit.objects.filter(booking=booking).first() if resource.kind == ResourceKind.TEAM else None


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
        if locked.state not in (BookingState.BOOKED, BookingState.NO_SHOW) or resource.kind == ResourceKind.TEAM:
            raise NotPossibleForBooking(state=locked.get_state_display())
        if at < locked.starts_at - EARLY:
            raise NotBegun
        was_missed = locked.state == BookingState.NO_SHOW
        locked.state, locked.changed_at = BookingState.ARRIVED, at
        write_seat(locked)
        note(locked, "arrived", by=by)
        if was_missed:
            after_arrival(locked, at=at)
    return locked


def note_no_show(booking: Booking, *, by: Reader, had_come: bool = False, at: datetime | None = None) -> Booking:
    """Note that nobody came, or (`had_come`) that whoever came had gone before they were called; the rest of the time is free.

    After several, the centre approves what they book for a while.


    Raises NotYourResource, NotPossibleForBooking, NotBegun.
    """
    at = at or now()
    with transaction.atomic():
        resource, locked = lock_booking(booking)
        if not may_receive(by, resource):
            raise NotYourResource
        write_no_show(locked, by=by, had_come=had_come, at=at)
    return locked


def write_no_show(locked: Booking, *, by: Reader, at: datetime, had_come: bool = False) -> None:
    """Write it on a locked booking. Raises NotPossibleForBooking, NotBegun."""
    if locked.state != (BookingState.ARRIVED if had_come else BookingState.BOOKED):
        raise NotPossibleForBooking(state=locked.get_state_display())
    if at < locked.starts_at and not had_come:
        raise NotBegun
    move(locked, BookingState.NO_SHOW, at)
    note(locked, "no_show", by=by)
    after_no_show(locked, by=by, at=at)


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
    """What somebody came to is done when its time is over; return how many.

    A home visit takes as long as it takes: it is over when whoever went writes down what came of it.
    """
    over = Booking.objects.filter(state=BookingState.ARRIVED, ends_at__lte=at or now(), starts_at__lte=at or now())
    return over.filter(visit__isnull=True).update(state=BookingState.DONE)
