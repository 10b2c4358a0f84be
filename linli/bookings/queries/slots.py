"""The free slots of a resource: its rules or its place's hours, less exceptions and what is taken."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone, localdate, now

from linli.bookings.enums import LIVE, BookingState
from linli.bookings.models import Booking, OpeningRule, Resource, ResourceException
from linli.bookings.slots import Slot, Span, Taken, free_slots, offered
from linli.common.working_calendar import working_calendar
from linli.places.opening import Opening, week_of
from linli.places.queries.hours import opening_of

MOST_DAYS = 31


@dataclass(frozen=True)
class DaySlots:
    """One day of a resource."""

    on: date
    slots: list[Slot]


def slots_from(resource: Resource, first: date, count: int = 7, *, at: datetime | None = None) -> list[DaySlots]:
    """Return the slots of some days, free and full ones. Holds whose time is over count as free."""
    at, days = at or now(), [first + timedelta(days=number) for number in range(min(count, MOST_DAYS))]
    begins, ends = _midnight(first), _midnight(days[-1] + timedelta(days=2))
    opening, extra, closed = opening_from(resource, first, len(days))
    taken = taken_between(resource, begins, ends, at=at)
    if resource.closed_at is not None:
        opening, extra = [], []
    slots = free_slots([*opening, *extra], closed, taken, resource.shape, at)
    found = [DaySlots(day, [slot for slot in slots if localdate(slot.starts_at) == day]) for day in days]
    return found


def offered_on(resource: Resource, starts_at: datetime, *, at: datetime) -> list[Span]:
    """Return the slots offered on the day of a moment, whether taken or not."""
    opening, extra, closed = opening_from(resource, localdate(starts_at), 1)
    return offered([*opening, *extra], closed, resource.shape, at)


def opening_from(resource: Resource, first: date, count: int) -> tuple[list[Span], list[Span], list[Span]]:
    """Return the opening spans of some days, what is open beside them, and what is closed. Three statements at most."""
    rules = list(OpeningRule.objects.filter(resource=resource).values_list("day", "opens", "closes"))
    found = opening_of(resource.place_id)
    if rules:  # the place's own exceptions hold for a resource with rules of its own too
        changes = found.exceptions if found else ()
        found = Opening(week_of(rules), changes, working_calendar().days)
    opening = [
        (_midnight(day.on) + timedelta(minutes=opens), _midnight(day.on) + timedelta(minutes=closes))
        for day in (found.days_from(first, count) if found else ()) for opens, closes in day.spans
    ]  # fmt: skip
    begins, ends = _midnight(first), _midnight(first + timedelta(days=count))
    rows = ResourceException.objects.filter(
        resource=resource, withdrawn_at__isnull=True, ends_at__gt=begins, starts_at__lt=ends
    ).values_list("starts_at", "ends_at", "is_open")
    spans = [
        ((max(starts, begins), min(stops, ends)) if is_open else (starts, stops), is_open)
        for starts, stops, is_open in rows
    ]
    return opening, [span for span, is_open in spans if is_open], [span for span, is_open in spans if not is_open]


def taken_between(resource: Resource, begins: datetime, ends: datetime, *, at: datetime) -> list[Taken]:
    """Return the seats that are taken at some time between two moments. One statement."""
    rows = Booking.objects.filter(resource=resource, state__in=LIVE, during__overlap=(begins, ends)).exclude(
        state=BookingState.HELD, expires_at__lte=at
    )
    return [Taken(during.lower, during.upper, seat) for during, seat in rows.values_list("during", "seat")]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_current_timezone())
