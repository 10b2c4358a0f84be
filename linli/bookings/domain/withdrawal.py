"""Somebody closes their account: what they have ahead goes back to others, what stood on it of persons is forgotten."""

from uuid import UUID

from django.utils.timezone import now

from linli.bookings.domain.guest import forget_on
from linli.bookings.domain.seats import lock_booking, move
from linli.bookings.domain.telling import note
from linli.bookings.domain.waiting import promote_waiting
from linli.bookings.domain.way import settle_way
from linli.bookings.enums import AHEAD, BookingState, WaitingState
from linli.bookings.models import Booking, CalendarAddress, Restraint, WaitingEntry
from linli.people.reader import Reader


def give_back_ahead(account: UUID, by: Reader) -> int:
    """Give back what an account has ahead, in the transaction of its withdrawal; return how many bookings."""
    at, count = now(), 0
    WaitingEntry.objects.filter(account_id=account, state=WaitingState.WAITING).update(state=WaitingState.WITHDRAWN)
    ahead = Booking.objects.filter(account_id=account, state__in=AHEAD, ends_at__gt=at)
    for booking in ahead.order_by("resource_id", "starts_at"):
        resource, locked = lock_booking(booking)
        if locked.state not in AHEAD:
            continue
        locked.expires_at = None
        move(locked, BookingState.CANCELLED, at)
        note(locked, "account_withdrawn", by=by)
        settle_way(resource, locked.starts_at)
        promote_waiting(resource, locked.starts_at, locked.ends_at, at=at)
        count += 1
    forget_on(Booking.objects.filter(account_id=account))
    Booking.objects.filter(account_id=account).exclude(purpose="").update(purpose="")
    Restraint.objects.filter(account_id=account).delete()
    CalendarAddress.objects.filter(subject_kind="account", subject_id=account).delete()
    return count
