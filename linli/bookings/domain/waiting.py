"""The waiting list: whoever has waited longest gets what becomes free; holds whose time is over become free."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from linli.bookings.domain.seats import lock_resource, refuse_team, state_when_taken, take_seat, time_of
from linli.bookings.domain.telling import note, tell_account, tell_booker, tell_centre
from linli.bookings.enums import BookingState, WaitingState
from linli.bookings.errors import (
    AccountNeeded,
    BookedAlready,
    NotYourBooking,
    SlotIsFree,
    SlotTaken,
    TooManyPeople,
    WaitsAlready,
)
from linli.bookings.models import Booking, Resource, WaitingEntry
from linli.bookings.queries.slots import taken_between
from linli.bookings.slots import seats_left
from linli.common.errors import Refusal
from linli.common.queries.compiled import Values, rows
from linli.people.reader import Reader, system

UNIQUE_VIOLATION = "23505"
BY = system("the waiting list")


def join_waiting(
    resource: Resource, starts_at: datetime, *, by: Reader, people: int = 1, at: datetime | None = None
) -> WaitingEntry:
    """Wait for a slot that is full.

    Raises AccountNeeded, ResourceClosed, NoSuchSlot, SlotIsFree, BookedAlready, WaitsAlready, TooManyPeople.
    """
    if by.actor_id is None:
        raise AccountNeeded
    if not 1 <= people <= resource.most_people:
        raise TooManyPeople(most=resource.most_people)
    refuse_team(resource)
    at = at or now()
    try:
        with transaction.atomic():
            locked = lock_resource(resource.pk)
            release_expired_of(locked, at=at)
            span = time_of(locked, starts_at, 1, at=at)
            if seats_left(*span, taken_between(locked, *span, at=at), locked.shape):
                raise SlotIsFree
            if Booking.objects.filter(resource=locked, account_id=by.actor_id, during__overlap=span,
                                      state__in=("asked", "booked")).exists():  # fmt: skip
                raise BookedAlready
            return WaitingEntry.objects.create(
                resource=locked, account_id=by.actor_id, starts_at=span[0], ends_at=span[1], people=people, at=at
            )
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") == UNIQUE_VIOLATION:
            raise WaitsAlready from error
        raise


def leave_waiting(entry: WaitingEntry, *, by: Reader) -> WaitingEntry:
    """Leave the list. Raises NotYourBooking."""
    if entry.account_id != by.actor_id:
        raise NotYourBooking
    WaitingEntry.objects.filter(pk=entry.pk, state=WaitingState.WAITING).update(state=WaitingState.WITHDRAWN)
    entry.refresh_from_db()
    return entry


def promote_waiting(resource: Resource, starts_at: datetime, ends_at: datetime, *, at: datetime) -> list[Booking]:
    """Give what has become free to those who wait, in their turn; the resource is locked already."""
    if resource.closed_at is not None:
        return []
    waiting = WaitingEntry.objects.select_for_update().filter(
        resource=resource, state=WaitingState.WAITING, starts_at__lt=ends_at, ends_at__gt=starts_at, starts_at__gt=at
    )
    promoted = []
    for entry in waiting.order_by("at", "id"):
        try:
            span = time_of(resource, entry.starts_at, 1, at=at)
            booking = take_seat(resource, entry.account_id, span, at=at, state=state_when_taken(resource, entry.account_id, at=at),
                                people=entry.people)  # fmt: skip
        except SlotTaken:
            continue  # this one is still full; another slot that has become free may be wanted by the next
        except BookedAlready:
            entry.state = WaitingState.WITHDRAWN
        except Refusal:
            entry.state = WaitingState.PASSED
            tell_account("passed", entry.account_id, resource, starts_at=entry.starts_at.isoformat())
        else:
            entry.state, entry.booking = WaitingState.PROMOTED, booking
            promoted.append(booking)
            note(booking, "promoted", by=BY)
            tell_booker("promoted", booking)
            if booking.state == BookingState.ASKED:
                tell_centre("to_approve", booking)
        entry.save(update_fields=["state", "booking"])
    return promoted


def release_expired_of(resource: Resource, *, at: datetime) -> int:
    """Give back the holds of a locked resource whose time is over, first of all to those who wait."""
    over = rows(("holds over",), {"resource": resource.pk, "at": at}, _over)
    for number, _starts, _ends in over:
        Booking.objects.filter(pk=number).update(state=BookingState.EXPIRED, expires_at=None, changed_at=at)
    for _number, starts_at, ends_at in over:
        promote_waiting(resource, starts_at, ends_at, at=at)
    return len(over)


def _over(values: Values) -> QuerySet[Booking, tuple[UUID, datetime, datetime]]:
    held = Booking.objects.filter(resource=values["resource"], state=BookingState.HELD, expires_at__lte=values["at"])
    return held.order_by("id").values_list("id", "starts_at", "ends_at")


def release_expired(*, at: datetime | None = None) -> int:
    """Give back every hold whose time is over; return how many. Harmless when run twice."""
    at, count = at or now(), 0
    held = Booking.objects.filter(state=BookingState.HELD, expires_at__lte=at).order_by("resource_id")
    for resource_id in held.values_list("resource_id", flat=True).distinct():
        with transaction.atomic():
            count += release_expired_of(lock_resource(resource_id), at=at)
    return count


def end_waiting(*, at: datetime | None = None) -> int:
    """Tell those whose time has come without a place, and end their waiting; return how many."""
    at, count = at or now(), 0
    over = WaitingEntry.objects.filter(state=WaitingState.WAITING, starts_at__lte=at).select_related("resource__place")
    for entry in over.order_by("id"):
        with transaction.atomic():
            ended = WaitingEntry.objects.filter(pk=entry.pk, state=WaitingState.WAITING)
            if ended.update(state=WaitingState.PASSED):
                tell_account("passed", entry.account_id, entry.resource, starts_at=entry.starts_at.isoformat())
                count += 1
    return count
