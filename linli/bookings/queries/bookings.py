"""Bookings as somebody may see them: one's own, and those of the places one receives at."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone, now

from linli.bookings.enums import LIVE, BookingState, WaitingState
from linli.bookings.models import Booking, Resource, WaitingEntry
from linli.bookings.rules import MAY_RECEIVE
from linli.people.reader import Reader

MOST_SHOWN = 100
GONE = (BookingState.EXPIRED,)


def visible_to(reader: Reader) -> QuerySet[Booking]:
    """Return the bookings that a reader may see."""
    if reader.is_system:
        return Booking.objects.all()
    seen = Q(account_id=reader.actor_id) if reader.actor_id else Q(pk__in=())
    for post in reader.with_role(*MAY_RECEIVE):
        seen |= Q(resource__place__area__startswith=post.area)
    return Booking.objects.filter(seen)


def my_bookings(reader: Reader) -> list[Booking]:
    """Return what the reader has booked, what lies ahead first. One statement."""
    if reader.actor_id is None:
        return []
    mine = Booking.objects.filter(account_id=reader.actor_id).exclude(state__in=GONE)
    rows = list(mine.select_related("resource__place").order_by("-starts_at")[:MOST_SHOWN])
    here = now()
    ahead = [row for row in reversed(rows) if row.ends_at > here and row.state in LIVE]
    return ahead + [row for row in rows if not (row.ends_at > here and row.state in LIVE)]


def my_waiting(reader: Reader) -> list[WaitingEntry]:
    """Return what the reader waits for. One statement."""
    if reader.actor_id is None:
        return []
    mine = WaitingEntry.objects.filter(account_id=reader.actor_id, state=WaitingState.WAITING, starts_at__gt=now())
    return list(mine.select_related("resource__place").order_by("starts_at"))


def resources_of(place: UUID) -> list[Resource]:
    """Return what can be booked at a place. One statement."""
    found = Resource.objects.filter(place=place, closed_at__isnull=True).select_related("place")
    return list(found.order_by("kind", "name"))


def calendar_of(place: UUID, first: date, days: int) -> list[Booking]:
    """Return what is booked at a place from a day on, in order of time. One statement."""
    begins = datetime.combine(first, time(), get_current_timezone())
    rows = Booking.objects.filter(
        resource__place=place, starts_at__lt=begins + timedelta(days=days), starts_at__gte=begins
    ).exclude(state__in=(BookingState.EXPIRED, BookingState.CANCELLED, BookingState.REFUSED))
    return list(rows.select_related("resource", "account").order_by("starts_at", "resource__name", "seat")[:500])
