"""Taking a seat. The row of the resource is locked first, always, so that deeds on it come one after the other; the
exclusion constraint of the bookings is what makes two on one seat impossible, whoever writes them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from linli.bookings.enums import LIVE, BookingState, ResourceKind
from linli.bookings.errors import BookedAlready, MovedMeanwhile, NoSuchSlot, ResourceClosed, SlotTaken
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.restraint import restraint_of
from linli.bookings.queries.slots import offered_on, taken_between
from linli.bookings.slots import Span, run_of, seats_left
from linli.common.domain.inserting import insert
from linli.common.queries.compiled import Values, record
from linli.people.scan import scan

EXCLUSION_VIOLATION = "23P01"
FARTHEST = timedelta(days=400)


def lock_resource(resource_id: UUID) -> Resource:
    """Return the resource, locked for a deed on its bookings; rows that only name it are not kept waiting."""
    found = record(Resource, {"id": resource_id}, _locked)
    if found is None:
        raise Resource.DoesNotExist
    return found


def _locked(values: Values) -> QuerySet[Resource, Resource]:
    return Resource.objects.select_for_update(no_key=True).filter(pk=values["id"])


def refuse_team(resource: Resource) -> None:
    """Raise NoSuchSlot for a team: it is asked for with address and reason, as a visit."""
    if resource.kind == ResourceKind.TEAM:
        raise NoSuchSlot


def refuse_when_full(resource: Resource, starts_at: datetime, *, at: datetime) -> None:
    """Raise SlotTaken without waiting for the lock: when a thousand want what is gone, only the takers queue."""
    ends_at = starts_at + timedelta(minutes=resource.slot_minutes)
    if not seats_left(starts_at, ends_at, taken_between(resource, starts_at, ends_at, at=at), resource.shape):
        raise SlotTaken


def time_of(resource: Resource, starts_at: datetime, slots: int, *, at: datetime, item: str = "") -> Span:
    """Return from when to when so many slots in a row are. Raises ResourceClosed, NoSuchSlot."""
    if resource.closed_at is not None:
        raise ResourceClosed
    # No calendar reaches further, and the ends of time cannot be brought into a time zone.
    if not 1 <= slots <= resource.most_slots or abs(starts_at - at) > FARTHEST:
        raise NoSuchSlot
    found = run_of(offered_on(resource, starts_at, at=at, item=item), starts_at, slots, resource.shape)
    if found is None:
        raise NoSuchSlot
    return found


def during(resource: Resource, span: Span) -> tuple[datetime, datetime]:
    """Return what nobody else may have: the time itself and its buffer."""
    return span[0], span[1] + timedelta(minutes=resource.buffer_minutes)


def take_seat(
    resource: Resource, account: UUID | None, span: Span, *, at: datetime, until: datetime | None = None, **facts: Any
) -> Booking:
    """Write a booking on the lowest free seat of a locked resource, kept free after it for its buffer, or `until`.

    Holds whose time is over have been given back before. Raises SlotTaken, BookedAlready.
    """
    whole = (span[0], until) if until is not None else during(resource, span)
    taken = taken_between(resource, *whole, at=at)
    if resource.one_each and account is not None and any(one.account == account for one in taken):
        raise BookedAlready
    shape = replace(resource.shape, buffer=int((whole[1] - span[1]).total_seconds() // 60))
    free = seats_left(*span, taken, shape)
    if not free:
        raise SlotTaken
    booking = Booking(
        resource=resource, seat=free[0], account_id=account, starts_at=span[0], ends_at=span[1],
        during=whole, one_each=resource.one_each, made_at=at, changed_at=at, **facts,
    )  # fmt: skip
    insert(booking)  # under the lock nobody else writes here: what the constraints refuse now is a fault of ours
    return booking


def write_seat(booking: Booking) -> None:
    """Write a booking that has moved, and say in words what the database would not take. Raises SlotTaken, BookedAlready."""
    try:
        with transaction.atomic():
            booking.save()
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != EXCLUSION_VIOLATION:
            raise
        # Which of the two constraints it was is asked of the rows, not of the driver's words (architecture, rule 7).
        if booking.one_each and _has_another(booking):
            raise BookedAlready from error
        raise SlotTaken from error


def _has_another(booking: Booking) -> bool:
    if booking.account_id is None:  # whom no account names is counted nowhere
        return False
    mine = Booking.objects.filter(
        resource=booking.resource, account_id=booking.account_id, state__in=LIVE, during__overlap=booking.during
    )
    return mine.exclude(pk=booking.pk).exists()


def state_when_taken(resource: Resource, account: UUID | None, *, at: datetime) -> BookingState:
    """What becomes of a booking: the centre approves it where it does so always, or for this person for some days."""
    is_asked = resource.needs_approval or (account is not None and restraint_of(account, at=at) is not None)
    return BookingState.ASKED if is_asked else BookingState.BOOKED


def lock_person(account: UUID) -> None:
    """What one person takes at several windows is taken one after the other. Before any resource is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [account.int % 2**63])


def is_person_free(account: UUID) -> bool:
    """Take the same lock where a resource is locked already, but never wait for it: the order is the other way round."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [account.int % 2**63])
        return bool(cursor.fetchone()[0])


def has_elsewhere(
    window: Resource, account: UUID | None, span: Span, *, at: datetime, besides: UUID | None = None
) -> bool:
    """Whether somebody has an appointment in a time already, at whichever window of the place."""
    if account is None:
        return False
    mine = Booking.objects.filter(
        resource__place=window.place_id, resource__kind=ResourceKind.WINDOW, account_id=account, state__in=LIVE,
        starts_at__lt=span[1], ends_at__gt=span[0],
    ).exclude(state=BookingState.HELD, expires_at__lte=at)  # fmt: skip
    return (mine.exclude(pk=besides) if besides else mine).exists()


def lock_booking(booking: Booking) -> tuple[Resource, Booking]:
    """The resource first, then the booking: every deed takes its locks in this order. Raises MovedMeanwhile."""
    return lock_both(booking, None)[1:]


def lock_both(booking: Booking, to: Resource | None) -> tuple[Resource, Resource, Booking]:
    """Lock where a booking goes, where it is, and the booking; two resources in the order of their keys.

    Raises MovedMeanwhile where it is elsewhere by now.
    """
    wanted = {booking.resource_id, to.pk if to else booking.resource_id}
    found = {number: lock_resource(number) for number in sorted(wanted)}
    locked = Booking.objects.select_for_update().get(pk=booking.pk)
    if locked.resource_id != booking.resource_id:
        raise MovedMeanwhile
    locked.resource = found[locked.resource_id]
    return found[to.pk] if to else locked.resource, locked.resource, locked


def move(booking: Booking, state: BookingState, at: datetime) -> None:
    """Bring a locked booking into another state, with what else was set on it."""
    booking.state, booking.changed_at = state, at
    booking.save(update_fields=["state", "changed_at", "expires_at", "people", "purpose", "note"])


def masked(words: str) -> str:
    """Words written freely, short, their numbers masked."""
    return scan(words.strip()[:200]).masked
