"""Somebody joins the waiting list of a time that is full, or leaves it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from linli.bookings.domain.seats import has_elsewhere, lock_person, lock_resource, refuse_team, time_of
from linli.bookings.domain.waiting import release_expired_of
from linli.bookings.enums import ResourceKind, WaitingState
from linli.bookings.errors import (
    AccountNeeded,
    BookedAlready,
    NoSuchSlot,
    NotYourBooking,
    ResourceClosed,
    SlotIsFree,
    TooManyPeople,
    WaitsAlready,
)
from linli.bookings.models import Booking, Resource, WaitingEntry
from linli.bookings.queries.slots import taken_between
from linli.bookings.slots import Span, seats_left
from linli.people.reader import Reader

UNIQUE_VIOLATION = "23505"


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


def join_waiting_for_window(
    windows: Sequence[Resource], starts_at: datetime, *, by: Reader, item_code: str = "", case_id: UUID | None = None,
    at: datetime | None = None,
) -> WaitingEntry:  # fmt: skip
    """Wait for whichever of the windows that deal with an item becomes free at a time.

    No window is locked: what becomes free in this very moment is found by the next look over all that is waited for.
    Raises AccountNeeded, ResourceClosed (no window is let), NoSuchSlot, SlotIsFree, BookedAlready, WaitsAlready.
    """
    if by.actor_id is None:
        raise AccountNeeded
    if not windows:
        raise ResourceClosed
    at = at or now()
    with transaction.atomic():
        lock_person(by.actor_id)
        spans = _offered_at(windows, starts_at, item_code, at)
        if not spans:
            raise NoSuchSlot
        first, span = spans[0]
        mine = WaitingEntry.objects.filter(
            account_id=by.actor_id, state=WaitingState.WAITING, starts_at=starts_at, resource__place=first.place_id,
            resource__kind=ResourceKind.WINDOW,
        )  # fmt: skip
        if mine.exists():
            raise WaitsAlready
        if has_elsewhere(first, by.actor_id, span, at=at):
            raise BookedAlready
        if any(seats_left(*one, taken_between(window, *one, at=at), window.shape) for window, one in spans):
            raise SlotIsFree
        return WaitingEntry.objects.create(
            resource=first, account_id=by.actor_id, starts_at=span[0], ends_at=span[1], item_code=item_code,
            case_id=case_id, at=at,
        )  # fmt: skip


def _offered_at(
    windows: Sequence[Resource], starts_at: datetime, item: str, at: datetime
) -> list[tuple[Resource, Span]]:
    """The windows that offer a time for an item, free or full, with its end there."""
    found = []
    for window in windows:
        try:
            found.append((window, time_of(window, starts_at, 1, at=at, item=item)))
        except NoSuchSlot:
            continue
    return found


def leave_waiting(entry: WaitingEntry, *, by: Reader) -> WaitingEntry:
    """Leave the list. Raises NotYourBooking."""
    if entry.account_id != by.actor_id:
        raise NotYourBooking
    WaitingEntry.objects.filter(pk=entry.pk, state=WaitingState.WAITING).update(state=WaitingState.WITHDRAWN)
    entry.refresh_from_db()
    return entry
