"""Hours of a centre are changed: what was booked outside the new ones is told and offered another, in one transaction."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.bookings.domain.closing import close_outside_hours
from linli.bookings.domain.seats import FARTHEST
from linli.bookings.models import Booking, Resource
from linli.people.reader import Reader
from linli.places.domain.hours import change_hours, except_days, take_back_hours
from linli.places.models import HoursException, OpeningHours, Place
from linli.places.opening import Spans

ANOTHER_WEEK = "开放时间有变"


def except_days_with_bookings(
    place: Place, first_on: date, last_on: date, spans: Spans, *, reason: str, by: Reader, at: datetime | None = None
) -> tuple[HoursException, list[Booking]]:
    """Give some days other hours, or none; return what was booked outside them and is lost.

    Raises NotYourPlace, PlaceClosed, ExceptionUnclear.
    """
    with transaction.atomic():
        made = except_days(place, first_on, last_on, spans, reason=reason, by=by, at=at)
        return made, _close(place, first_on, last_on, by=by, reason=made.reason, at=at or now())


def change_hours_with_bookings(
    place: Place, week: Sequence[Spans], *, by: Reader, at: datetime | None = None
) -> list[Booking]:
    """Give a place another week; return what was booked outside it and is lost. Raises NotYourPlace, PlaceClosed."""
    with transaction.atomic():
        change_hours(place, week, by=by, at=at)
        return _from_now_on(place, by=by, at=at or now())


def take_back_hours_with_bookings(hours: OpeningHours, *, by: Reader, at: datetime | None = None) -> list[Booking]:
    """Give a place back the week before; return what is lost. Raises what `take_back_hours` raises."""
    with transaction.atomic():
        take_back_hours(hours, by=by, at=at)
        return _from_now_on(hours.place, by=by, at=at or now())


def _from_now_on(place: Place, *, by: Reader, at: datetime) -> list[Booking]:
    return _close(place, localdate(at), localdate(at + FARTHEST), by=by, reason=ANOTHER_WEEK, at=at)


def _close(place: Place, first_on: date, last_on: date, *, by: Reader, reason: str, at: datetime) -> list[Booking]:
    """Each resource in the order of its key, as every deed on several locks them."""
    return [
        booking
        for resource in Resource.objects.filter(place=place).order_by("id")
        for booking in close_outside_hours(resource, first_on, last_on, by=by, reason=reason, at=at)
    ]
