"""Appointments at the counter: whichever open window that deals with the item is free."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.bookings.domain.booking import account_of, hold_slot, reschedule
from linli.bookings.domain.seats import lock_person
from linli.bookings.enums import LIVE, ResourceKind
from linli.bookings.errors import BookedAlready, NoSuchSlot, ResourceClosed, SlotTaken
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.slots import slots_of
from linli.common.errors import Refusal
from linli.people.reader import Reader


def hold_window(
    windows: Sequence[Resource], starts_at: datetime, *, by: Reader, item_code: str = "", case_id: UUID | None = None,
    key: str = "", at: datetime | None = None,
) -> Booking:  # fmt: skip
    """Keep a time at one of the windows of a place, the one least taken that day first. A key sent again gives the same.

    Raises AccountNeeded, ResourceClosed (no window is let), NoSuchSlot, SlotTaken, BookedAlready (at one of them).
    """
    at, account = at or now(), account_of(by)
    if not windows:
        raise ResourceClosed
    known = Booking.objects.filter(account_id=account, key=key).first() if key else None
    if known is not None:
        return known
    with transaction.atomic():
        lock_person(account)
        mine = Booking.objects.filter(
            account_id=account, resource__place_id=windows[0].place_id, resource__kind=ResourceKind.WINDOW,
            state__in=LIVE, starts_at=starts_at,
        ).exclude(state="held", expires_at__lte=at)  # fmt: skip
        if mine.exclude(key=key).exists() if key else mine.exists():
            raise BookedAlready
        fault: Refusal = NoSuchSlot()
        for window in _least_taken(windows, starts_at, item_code, at):
            try:
                return hold_slot(window, starts_at, by=by, key=key, item_code=item_code, case_id=case_id, at=at)
            except SlotTaken as refusal:
                fault = refusal
            except NoSuchSlot:
                continue
        raise fault


def move_window(
    booking: Booking, windows: Sequence[Resource], starts_at: datetime, *, by: Reader, at: datetime | None = None
) -> Booking:
    """Move an appointment to another time, at whichever of the windows is free then; else it stays what it was.

    Each window is tried in a transaction of its own, so nothing is given up before the other time is had. Sent again,
    nothing more happens. Raises what `reschedule` raises, and ResourceClosed (no window is let).
    """
    at = at or now()
    if not windows:
        raise ResourceClosed
    if booking.starts_at == starts_at and booking.resource_id in {one.pk for one in windows}:
        return booking
    fault: Refusal = NoSuchSlot()
    for window in _least_taken(windows, starts_at, booking.item_code, at):
        try:
            return reschedule(booking, starts_at, by=by, to=window, at=at)
        except SlotTaken as refusal:
            fault = refusal
        except NoSuchSlot:
            continue
    raise fault


def _least_taken(windows: Sequence[Resource], starts_at: datetime, item: str, at: datetime) -> list[Resource]:
    slots = slots_of(windows, starts_at.astimezone().date(), 1, item=item, at=at)
    left = {number: sum(slot.left for slot in found) for number, found in slots.items()}
    return sorted(windows, key=lambda one: (-left[one.id], one.window.number if one.window else 0))
