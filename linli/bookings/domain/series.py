"""The same time week after week: looked at before, booked together, given back one by one or all that are left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import now

from linli.bookings.domain.booking import account_of, cancel_booking, check_people, say_booked
from linli.bookings.domain.seats import lock_resource, masked, refuse_team, state_when_taken, take_seat, time_of
from linli.bookings.domain.waiting import release_expired_of
from linli.bookings.enums import AHEAD
from linli.bookings.errors import BookedAlready, NoSuchSlot, SlotTaken
from linli.bookings.models import Booking, BookingSeries, Resource
from linli.bookings.queries.slots import hours_of, taken_between
from linli.bookings.slots import offered, seats_left
from linli.common.errors import Refusal
from linli.people.reader import Reader

MOST_TIMES, MOST_WEEKS = 12, 4


@dataclass(frozen=True)
class Occasion:
    """One time of a series before it is booked: whether it can be had, and if not, whether it is taken or not offered."""

    starts_at: datetime
    ends_at: datetime
    is_offered: bool
    is_free: bool


def begins_of(starts_at: datetime, times: int, every_weeks: int) -> list[datetime]:
    """Return the beginnings of a series. Raises NoSuchSlot for more than twelve times, or more than four weeks apart."""
    if not 1 <= times <= MOST_TIMES or not 1 <= every_weeks <= MOST_WEEKS:
        raise NoSuchSlot
    return [starts_at + timedelta(weeks=number * every_weeks) for number in range(times)]


def look_ahead(
    resource: Resource, starts_at: datetime, *, times: int, every_weeks: int = 1, at: datetime | None = None
) -> list[Occasion]:
    """Return what of a series could be had. Five statements, however long it is. Raises NoSuchSlot."""
    at, begins = at or now(), begins_of(starts_at, times, every_weeks)
    slot = timedelta(minutes=resource.slot_minutes)
    hours = hours_of([resource], begins[0].date(), (begins[-1] - begins[0]).days + 2)[resource.id]
    spans = set(offered([*hours.opening, *hours.extra], hours.closed, resource.shape, at))
    taken = taken_between(resource, begins[0], begins[-1] + slot, at=at)
    found = []
    for begin in begins:
        is_offered = (begin, begin + slot) in spans
        is_free = is_offered and bool(seats_left(begin, begin + slot, taken, resource.shape))
        found.append(Occasion(begin, begin + slot, is_offered, is_free))
    return found


def book_series(
    resource: Resource, starts_at: datetime, *, times: int, by: Reader, every_weeks: int = 1, people: int = 1,
    purpose: str = "", key: str = "", at: datetime | None = None,
) -> tuple[list[Booking], list[datetime]]:  # fmt: skip
    """Book the same time week after week; return what was booked, and the beginnings that could not be had.

    A key sent again gives the same series. Raises AccountNeeded, TooManyPeople, NoSuchSlot, SlotTaken (none could be had).
    """
    at, account = at or now(), account_of(by)
    check_people(resource, people)
    refuse_team(resource)
    begins = begins_of(starts_at, times, every_weeks)
    missed: list[datetime] = []
    with transaction.atomic():
        locked = lock_resource(resource.pk)
        known = Booking.objects.filter(account_id=account, key=key).first() if key else None
        if known is not None and known.series_id:
            booked = list(Booking.objects.filter(series_id=known.series_id).order_by("starts_at"))
            return booked, [begin for begin in begins if begin not in {one.starts_at for one in booked}]
        release_expired_of(locked, at=at)
        series = BookingSeries.objects.create(account_id=account, every_weeks=every_weeks, made_at=at)
        booked = []
        for begin in begins:
            try:
                span = time_of(locked, begin, 1, at=at)
                booked.append(take_seat(
                    locked, account, span, at=at, state=state_when_taken(locked, account, at=at), people=people,
                    purpose=masked(purpose), series=series, key="" if booked else key,
                ))  # fmt: skip
            except (SlotTaken, NoSuchSlot, BookedAlready):
                missed.append(begin)
        if not booked:
            raise SlotTaken
        for booking in booked:
            say_booked(booking, by)
    return booked, missed


def cancel_rest(booking: Booking, *, by: Reader, at: datetime | None = None) -> list[Booking]:
    """Give back one time of a series and all after it; those too soon to be changed stay. Return what was given back.

    Raises NotYourBooking, NotPossibleForBooking; TooLateToChange where none could be given back.
    """
    at = at or now()
    given: list[Booking] = []
    fault: Refusal | None = None
    rest = Booking.objects.filter(series_id=booking.series_id, starts_at__gte=booking.starts_at, state__in=AHEAD)
    with transaction.atomic():
        for one in rest.order_by("starts_at") if booking.series_id else [booking]:
            try:
                with transaction.atomic():
                    given.append(cancel_booking(one, by=by, at=at))
            except Refusal as refusal:
                fault = fault or refusal
        if not given:
            raise fault or NoSuchSlot()
    return given
