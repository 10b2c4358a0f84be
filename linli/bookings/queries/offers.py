"""What can be had instead of a time that the centre closed: the same time in a room like it, else the next free times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.timezone import localdate, now

from linli.bookings.enums import BookingState, ResourceKind
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.slots import slots_of
from linli.bookings.slots import Shape, Slot, run_of

DAYS = 14


@dataclass(frozen=True)
class Offer:
    """Another time, or another room. `left`: how many seats are free then."""

    resource: Resource
    starts_at: datetime
    ends_at: datetime
    left: int
    is_same_time: bool


def like_resources(booking: Booking) -> list[Resource]:
    """Return the resource of a booking and those like it at the same place, its own first. One statement."""
    own = booking.resource
    like = Resource.objects.filter(
        place=own.place_id, kind=own.kind, slot_minutes=own.slot_minutes, most_people__gte=booking.people,
        closed_at__isnull=True,
    ).filter(
        Q(pk=own.pk) | Q(room__isnull=True) | Q(room__kind=own.room.kind if own.room else "", room__closed_on__isnull=True)
    )  # fmt: skip
    found = like.select_related("place", "room", "window").order_by("name")
    return sorted(found, key=lambda one: one.pk != own.pk)


def offers_for(booking: Booking, *, at: datetime | None = None, most: int = 4) -> list[Offer]:
    """Return what could be had instead: like rooms at the same time first, then by time. Six statements at most.

    Empty where the booking was not lost by a closing.
    """
    if booking.resource.kind == ResourceKind.TEAM:  # who goes, and the way, are looked at anew
        return []
    if booking.closing_id is None or booking.state != BookingState.CANCELLED:
        return []
    at = at or now()
    count = _slots_in(booking)
    like = like_resources(booking)
    first = max(localdate(booking.starts_at), localdate(at))
    found: list[Offer] = []
    slots = slots_of(like, first, DAYS, item=booking.item_code, at=at)
    for one in like:
        free = [slot for slot in slots[one.id] if slot.left]
        for slot in free:
            run = _run(free, slot, count, one.shape)
            if run is not None and slot.starts_at >= min(booking.starts_at, at):
                found.append(Offer(one, *run, slot.starts_at == booking.starts_at))
    found.sort(key=lambda offer: (not offer.is_same_time, offer.starts_at < booking.starts_at, offer.starts_at))
    return found[:most]


def _slots_in(booking: Booking) -> int:
    return max(1, round((booking.ends_at - booking.starts_at).total_seconds() / 60 / booking.resource.slot_minutes))


def _run(free: Sequence[Slot], slot: Slot, count: int, shape: Shape) -> tuple[datetime, datetime, int] | None:
    """So many free slots in a row on one seat."""
    span = run_of([(one.starts_at, one.ends_at) for one in free], slot.starts_at, count, shape)
    if span is None:
        return None
    seats = set(slot.seats).intersection(*(one.seats for one in free if span[0] <= one.starts_at < span[1]))
    return (*span, len(seats)) if seats else None
