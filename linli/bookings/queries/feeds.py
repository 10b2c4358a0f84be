"""Calendars at secret addresses: of a resident, and of a place. A resident's purpose and name stand in neither."""

from datetime import timedelta
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import localdate, now

from linli.bookings.enums import LIVE, BookingState
from linli.bookings.icalendar import Entry, calendar_text
from linli.bookings.models import Booking, CalendarAddress
from linli.bookings.queries.bookings import calendar_of

KINDS = ("account", "place")
PAST, AHEAD_DAYS = timedelta(days=60), 92


def secret_of(kind: str, subject: UUID) -> str:
    """Return the secret of an address that is open now. One statement."""
    found = (
        CalendarAddress.objects.filter(subject_kind=kind, subject_id=subject).values_list("number", flat=True).first()
    )
    return _secret(kind, subject, found) if found else ""


def _secret(kind: str, subject: UUID, number: int) -> str:
    return salted_hmac("linli.bookings.calendar", f"{kind}:{subject}:{number}", algorithm="sha256").hexdigest()[:40]


def is_secret(kind: str, subject: UUID, secret: str) -> bool:
    known = secret_of(kind, subject) if kind in KINDS else ""
    return bool(known) and constant_time_compare(known, secret)


def account_calendar(account: UUID, name: str) -> str:
    """Return what somebody has booked, as iCalendar. One statement."""
    rows = Booking.objects.filter(account_id=account, starts_at__gt=now() - PAST).exclude(
        state__in=(BookingState.HELD, BookingState.EXPIRED)
    )
    found = rows.select_related("resource__place").order_by("starts_at")[:500]
    return calendar_text(name, [_entry(booking) for booking in found])


def place_calendar(place: UUID, name: str) -> str:
    """Return what is booked at a place: what and when, never by whom. One statement."""
    rows = calendar_of(place, localdate() - timedelta(days=7), AHEAD_DAYS)
    return calendar_text(
        name, [_entry(booking, of_place=True) for booking in rows if booking.state != BookingState.HELD]
    )


def _entry(booking: Booking, *, of_place: bool = False) -> Entry:
    resource = booking.resource
    sure = {BookingState.ASKED: "TENTATIVE"} if booking.state in LIVE else {}
    gone = (BookingState.CANCELLED, BookingState.REFUSED)
    return Entry(
        uid=f"{booking.id}@linli", starts_at=booking.starts_at, ends_at=booking.ends_at, summary=resource.name,
        changed_at=booking.changed_at, location="" if of_place else resource.place.name,
        status="CANCELLED" if booking.state in gone else sure.get(BookingState(booking.state), "CONFIRMED"),
    )  # fmt: skip
