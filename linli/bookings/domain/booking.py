"""Hold, book, confirm, move and cancel: the deeds of whoever wants a slot."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import localtime, now

from linli.bookings.domain.guest import Guest, write_guest
from linli.bookings.domain.seats import (
    EXCLUSION_VIOLATION,
    during,
    has_elsewhere,
    lock_booking,
    lock_both,
    lock_person,
    lock_resource,
    masked,
    move,
    refuse_team,
    refuse_when_full,
    state_when_taken,
    take_seat,
    time_of,
    write_seat,
)
from linli.bookings.domain.telling import note, say_changed, tell_booker, tell_centre
from linli.bookings.domain.waiting import promote_waiting, release_expired_of
from linli.bookings.domain.way import check_way, settle_way
from linli.bookings.enums import AHEAD, BookingState, ResourceKind, WaitingState
from linli.bookings.errors import (
    AccountNeeded,
    BookedAlready,
    BookingReasonNeeded,
    HoldExpired,
    NotPossibleForBooking,
    NotYourBooking,
    SlotTaken,
    TooLateToChange,
    TooManyPeople,
)
from linli.bookings.models import Booking, HomeVisit, Resource, WaitingEntry
from linli.bookings.queries.slots import taken_between
from linli.bookings.rules import is_own, may_manage
from linli.bookings.slots import seats_left
from linli.common.errors import Refusal
from linli.people.reader import Reader


def hold_slot(
    resource: Resource, starts_at: datetime, *, by: Reader, slots: int = 1, key: str = "", item_code: str = "",
    case_id: UUID | None = None, at: datetime | None = None,
) -> Booking:  # fmt: skip
    """Keep a slot for somebody while a form is filled in; it goes back by itself. A key sent again gives the same hold.

    `case_id`: of a matter that the caller has found to be theirs.

    Raises AccountNeeded, ResourceClosed, NoSuchSlot, SlotTaken, BookedAlready.
    """

    refuse_team(resource)

    def write(locked: Resource, at: datetime) -> Booking:
        span = time_of(locked, starts_at, slots, at=at, item=item_code)
        until = at + timedelta(minutes=locked.hold_minutes)
        return take_seat(locked, account_of(by), span, at=at, state=BookingState.HELD, expires_at=until, key=key,
                         item_code=item_code, case_id=case_id)  # fmt: skip

    return once(resource, starts_at, by=by, key=key, at=at or now(), write=write)


def book_slot(
    resource: Resource, starts_at: datetime, *, by: Reader, slots: int = 1, people: int = 1, purpose: str = "", key: str = "",
    item_code: str = "", case_id: UUID | None = None, at: datetime | None = None,
) -> Booking:  # fmt: skip
    """Book a slot at once; where the centre approves first, ask for it. A key sent again gives the same booking.

    Raises AccountNeeded, ResourceClosed, NoSuchSlot, SlotTaken, BookedAlready, TooManyPeople.
    """
    check_people(resource, people)

    refuse_team(resource)

    def write(locked: Resource, at: datetime) -> Booking:
        span = time_of(locked, starts_at, slots, at=at, item=item_code)
        account = account_of(by)
        booking = take_seat(
            locked, account, span, at=at, state=state_when_taken(locked, account, at=at), key=key, people=people,
            purpose=masked(purpose), item_code=item_code, case_id=case_id,
        )  # fmt: skip
        say_booked(booking, by)
        return booking

    return once(resource, starts_at, by=by, key=key, at=at or now(), write=write)


def once(
    resource: Resource, starts_at: datetime, *, by: Reader, key: str, at: datetime,
    write: Callable[[Resource, datetime], Booking],
) -> Booking:  # fmt: skip
    """Write a booking under the lock of its resource; a key sent again, by the same person or clerk, gives the same.

    Whether the key has been here is asked only where the booking cannot be written: written twice it never is.
    """
    mine = Q(account_id=account_of(by)) | Q(helper_id=by.actor_id)
    try:
        refuse_when_full(resource, starts_at, at=at)
        with transaction.atomic():
            locked = lock_resource(resource.pk)
            if Resource.place.is_cached(resource):  # known already, and the lock reads nothing but the resource
                locked.place = resource.place
            release_expired_of(locked, at=at)
            return write(locked, at)
    except (Refusal, IntegrityError) as fault:
        known = Booking.objects.filter(mine, key=key).first() if key else None
        if known is not None:
            return known
        if getattr(fault.__cause__, "sqlstate", "") == EXCLUSION_VIOLATION:  # somebody wrote without the lock
            raise SlotTaken from fault
        raise


def confirm_hold(
    booking: Booking, *, by: Reader, people: int = 1, purpose: str = "", guest: Guest | None = None,
    at: datetime | None = None,
) -> Booking:  # fmt: skip
    """Make a booking of a hold, for oneself or for somebody who agreed. Confirmed again, nothing more happens.

    Raises NotYourBooking, HoldExpired, NotPossibleForBooking, TooManyPeople, AgreementNeeded, TooManyForOthers.
    """
    at = at or now()
    with transaction.atomic():
        resource, locked = lock_booking(booking)
        if not is_own(by, locked):
            raise NotYourBooking
        if locked.state in (BookingState.BOOKED, BookingState.ASKED):
            return locked
        if locked.state == BookingState.EXPIRED or (locked.expires_at and locked.expires_at <= at):
            raise HoldExpired(until=f"{localtime(locked.expires_at or locked.changed_at):%H:%M}")
        if locked.state != BookingState.HELD:
            raise NotPossibleForBooking(state=locked.get_state_display())
        check_people(resource, people)
        if guest is not None:
            write_guest(locked, guest, at=at)
        locked.people, locked.purpose, locked.expires_at = people, masked(purpose), None
        move(locked, state_when_taken(resource, locked.account_id, at=at), at)
        say_booked(locked, by)
    return locked


def cancel_booking(booking: Booking, *, by: Reader, reason: str = "", at: datetime | None = None) -> Booking:
    """Give a slot back; whoever has waited longest gets it in the same transaction.

    By whoever booked, until the resource's limit; by the centre at any time, with a reason.
    Raises NotYourBooking, NotPossibleForBooking, TooLateToChange, BookingReasonNeeded.
    """
    at = at or now()
    with transaction.atomic():
        resource, locked = lock_booking(booking)
        _check_may_change(locked, resource, by, at)
        if not is_own(by, locked) and not reason.strip():
            raise BookingReasonNeeded
        locked.expires_at, locked.note = None, masked(reason)
        was_held = locked.state == BookingState.HELD
        if was_held:
            WaitingEntry.objects.filter(booking=locked).update(state=WaitingState.WITHDRAWN)
        move(locked, BookingState.CANCELLED, at)
        note(locked, "cancelled", by=by)
        if not is_own(by, locked):
            tell_booker("cancelled", locked, reason=locked.note)
        elif not was_held:
            tell_booker("given_back", locked)
        if not was_held:
            say_changed(locked)
        settle_way(resource, locked.starts_at)
        promote_waiting(resource, locked.starts_at, locked.ends_at, at=at)
    return locked


def reschedule(
    booking: Booking, starts_at: datetime, *, by: Reader, to: Resource | None = None, at: datetime | None = None
) -> Booking:
    """Move a booking to another time of the same resource, or of another window; what cannot be had leaves it where it was.

    `to`: a window of the same place. Raises what `cancel_booking` and `book_slot` raise, and MovedMeanwhile.
    """
    at = at or now()
    with transaction.atomic():
        if to is not None and booking.account_id is not None:
            lock_person(booking.account_id)
        resource, old, locked = lock_both(booking, to)
        _check_may_change(locked, old, by, at)
        if locked.state == BookingState.HELD or resource.kind != old.kind or resource.place_id != old.place_id:
            raise NotPossibleForBooking(state=locked.get_state_display())
        release_expired_of(resource, at=at)
        before = locked.starts_at, locked.ends_at
        span = time_of(resource, starts_at, slots_in(locked, old), at=at, item=locked.item_code)
        if resource.kind == ResourceKind.WINDOW and has_elsewhere(
            resource, locked.account_id, span, at=at, besides=locked.pk
        ):
            raise BookedAlready
        visit = HomeVisit.objects.filter(booking=locked).first() if resource.kind == ResourceKind.TEAM else None
        if visit is not None:
            check_way(resource, visit.area, span, besides=locked.pk)
        # Given up first, inside the transaction, so that another beginning may overlap the time it has now.
        Booking.objects.filter(pk=locked.pk).update(state=BookingState.CANCELLED)
        free = seats_left(*span, taken_between(resource, *during(resource, span), at=at), resource.shape)
        if not free:
            raise SlotTaken
        locked.seat, locked.starts_at, locked.ends_at = free[0], span[0], span[1]
        locked.resource, locked.one_each = resource, resource.one_each
        locked.during, locked.reminded_at = during(resource, span), None
        locked.state, locked.changed_at = state_when_taken(resource, locked.account_id, at=at), at
        if visit is not None:
            locked.state = BookingState.ASKED  # whoever goes may not be free then
        write_seat(locked)
        note(locked, "moved", by=by, was=before[0].isoformat())
        tell_booker("moved", locked)
        say_changed(locked)
        for moment in (before[0], locked.starts_at):
            settle_way(resource, moment)
        promote_waiting(old, *before, at=at)
    return locked


def account_of(by: Reader) -> UUID:
    if by.actor_id is None:
        raise AccountNeeded
    return by.actor_id


def check_people(resource: Resource, people: int) -> None:
    if not 1 <= people <= resource.most_people:
        raise TooManyPeople(most=resource.most_people)


def _check_may_change(booking: Booking, resource: Resource, by: Reader, at: datetime) -> None:
    has_helped = by.actor_id is not None and booking.helper_id == by.actor_id
    if not is_own(by, booking) and not may_manage(by, resource) and not has_helped:
        raise NotYourBooking
    if booking.state not in AHEAD:
        raise NotPossibleForBooking(state=booking.get_state_display())
    is_late = at > booking.starts_at - timedelta(minutes=resource.cancel_minutes)
    if is_late and not may_manage(by, resource) and booking.state != BookingState.HELD:
        raise TooLateToChange


def slots_in(booking: Booking, resource: Resource) -> int:
    length = booking.ends_at - booking.starts_at + timedelta(minutes=resource.buffer_minutes)
    return max(1, round(length / timedelta(minutes=resource.slot_minutes + resource.buffer_minutes)))


def say_booked(booking: Booking, by: Reader) -> None:
    if booking.state == BookingState.ASKED:
        note(booking, "asked", by=by)
        tell_booker("asked", booking)
        tell_centre("to_approve", booking)
    else:
        note(booking, "booked", by=by)
        tell_booker("booked", booking)
