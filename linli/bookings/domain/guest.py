"""For whom somebody else books: name and number sealed, and that they agreed. Forgotten when the time is over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from linli.bookings.enums import AHEAD
from linli.bookings.errors import AgreementNeeded, GuestNameNeeded, TooManyForOthers
from linli.bookings.models import Booking, HomeVisit

MOST_FOR_OTHERS = 3  # ahead at the same time, of one account: a family, not a trade


@dataclass(frozen=True)
class Guest:
    """Somebody without an account of their own in this. `phone` in E.164, or "" where they gave none."""

    name: str
    phone: str = ""
    agreed: bool = False


def write_guest(booking: Booking, guest: Guest, *, at: datetime) -> None:
    """Write on a locked booking for whom it is. Raises GuestNameNeeded, AgreementNeeded, TooManyForOthers."""
    check_guest(guest)
    if booking.account_id is None:
        raise TooManyForOthers(most=0)  # a clerk's booking is written with its guest
    ahead = Booking.objects.filter(account_id=booking.account_id, state__in=AHEAD, ends_at__gt=at)
    others = ahead.filter(helper="").exclude(pk=booking.pk).exclude(guest_name="")
    if others.count() >= MOST_FOR_OTHERS:
        raise TooManyForOthers(most=MOST_FOR_OTHERS)
    booking.guest_name, booking.guest_phone, booking.agreed_at = guest.name.strip()[:60], guest.phone, at
    booking.save(update_fields=["guest_name", "guest_phone", "agreed_at"])


def check_guest(guest: Guest) -> None:
    """Raise GuestNameNeeded, AgreementNeeded."""
    if not guest.name.strip():
        raise GuestNameNeeded
    if not guest.agreed:
        raise AgreementNeeded


def old_guests(after_days: int) -> QuerySet[Booking]:
    """Bookings of so many days ago that still name somebody, or say where somebody lives."""
    over = Booking.objects.filter(ends_at__lt=now() - timedelta(days=after_days))
    return over.filter(~Q(guest_name="") | ~Q(guest_phone="") | Q(pk__in=_with_address()))


def forget_guests(*, after_days: int) -> int:
    """Empty the names, numbers and addresses of old bookings; return how many. Harmless when run twice."""
    numbers = list(old_guests(after_days).order_by("ends_at").values_list("pk", flat=True)[:5000])
    forget_on(Booking.objects.filter(pk__in=numbers))
    return len(numbers)


def forget_on(bookings: QuerySet[Booking]) -> None:
    """Empty the names, numbers, addresses and reasons on some bookings."""
    HomeVisit.objects.filter(booking__in=bookings.values("pk")).update(address="", reason="", found="")
    bookings.update(guest_name="", guest_phone="")


def _with_address() -> QuerySet[HomeVisit, Any]:
    return HomeVisit.objects.exclude(address="").values("booking")
