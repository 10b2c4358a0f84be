"""Appointments at the counter of a place: the times at which one of its open windows is free for an item."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from linli.bookings.enums import ResourceKind
from linli.bookings.models import Resource
from linli.bookings.queries.slots import DaySlots, by_day, slots_of
from linli.bookings.slots import Slot


def windows_of(place: UUID, item: str = "") -> list[Resource]:
    """Return the windows that are let and open and deal with an item, in the order of their numbers. One statement."""
    found = Resource.objects.filter(place=place, kind=ResourceKind.WINDOW, closed_at__isnull=True)
    today = localdate()
    return [
        one
        for one in found.select_related("place", "window").order_by("window__number")
        if (not item or not one.items or item in one.items)
        and one.window is not None and (one.window.closed_on is None or one.window.closed_on > today)
    ]  # fmt: skip


def window_days(
    windows: Sequence[Resource], first: date, count: int = 7, *, item: str = "", at: datetime | None = None
) -> list[DaySlots]:
    """Return the times of some days, each with how many windows are free then. Five statements, however many windows."""
    free: dict[tuple[datetime, datetime], int] = {}
    for slots in slots_of(windows, first, count, item=item, at=at).values():
        for slot in slots:
            span = (slot.starts_at, slot.ends_at)
            free[span] = free.get(span, 0) + slot.left
    together = [Slot(*span, tuple(range(1, left + 1))) for span, left in sorted(free.items())]
    return by_day(together, first, count)
