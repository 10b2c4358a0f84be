"""Which slots of a day are free: opening spans, less closings, less what is taken. Pure; no database, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the time of a resource is cut, and how early and late it may be taken. Minutes, and days of `horizon`."""

    slot: int
    buffer: int = 0  # after each booking, before the next
    units: int = 1  # how many may be taken at the same time
    lead: int = 0  # before its beginning a slot can be taken no more
    horizon: int = 30  # days ahead that can be taken


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit that is taken, and by which account, if any; the end has its buffer with it."""

    starts_at: datetime
    ends_at: datetime
    seat: int
    account: UUID | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot. `seats` are the units still free, lowest first."""

    starts_at: datetime
    ends_at: datetime
    seats: tuple[int, ...]

    @property
    def left(self) -> int:
        return len(self.seats)


def offered(opening: Iterable[Span], closed: Sequence[Span], shape: Shape, now: datetime) -> list[Span]:
    """Return the slots that can be taken at all: cut from each span's beginning, whole, none that touches a closing.

    A slot has to end by the close; its buffer may run beyond it.
    """
    slot, step = timedelta(minutes=shape.slot), timedelta(minutes=shape.slot + shape.buffer)
    earliest, latest = now + timedelta(minutes=shape.lead), now + timedelta(days=shape.horizon)
    found = []
    for opens, closes in joined(opening):
        starts_at = opens
        while starts_at + slot <= closes:
            ends_at = starts_at + slot
            is_closed = any(begins < ends_at and starts_at < ends for begins, ends in closed)
            if earliest <= starts_at <= latest and not is_closed:
                found.append((starts_at, ends_at))
            starts_at += step
    return found


def free_slots(
    opening: Iterable[Span], closed: Sequence[Span], taken: Sequence[Taken], shape: Shape, now: datetime
) -> list[Slot]:
    """Return every slot offered, with the units that are left of it; a full one has none."""
    return [
        Slot(starts_at, ends_at, seats_left(starts_at, ends_at, taken, shape))
        for starts_at, ends_at in offered(opening, closed, shape, now)
    ]


def seats_left(starts_at: datetime, ends_at: datetime, taken: Sequence[Taken], shape: Shape) -> tuple[int, ...]:
    """Return the units that are free from one moment to another, the buffer after it included."""
    until = ends_at + timedelta(minutes=shape.buffer)
    busy = {one.seat for one in taken if one.starts_at < until and starts_at < one.ends_at}
    return tuple(seat for seat in range(1, shape.units + 1) if seat not in busy)


def run_of(slots: Sequence[Span], starts_at: datetime, count: int, shape: Shape) -> Span | None:
    """Return the time of `count` slots in a row from a moment on; None where one of them is not offered."""
    ends = dict(slots)
    at = starts_at
    for number in range(count):
        if at not in ends:
            return None
        if number == count - 1:
            return starts_at, ends[at]
        at = ends[at] + timedelta(minutes=shape.buffer)
    return None


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for opens, closes in sorted(spans):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], closes))
        else:
            found.append((opens, closes))
    return found
