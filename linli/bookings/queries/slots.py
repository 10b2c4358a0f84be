"""The free slots of resources: their rules or their place's hours, less exceptions and what is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.timezone import get_current_timezone, localdate, now

from linli.bookings.enums import LIVE, BookingState
from linli.bookings.models import Booking, OpeningRule, Resource, ResourceException
from linli.bookings.slots import Slot, Span, Taken, free_slots, offered
from linli.common.working_calendar import working_calendar
from linli.places.opening import Opening, week_of
from linli.places.queries.hours import openings

MOST_DAYS = 31
Rule = tuple[int, int, int]


@dataclass(frozen=True)
class DaySlots:
    """One day of a resource."""

    on: date
    slots: list[Slot]


@dataclass(frozen=True)
class Hours:
    """When a resource is open by its week, when beside it, and when it is closed."""

    opening: list[Span]
    extra: list[Span]
    closed: list[Span]


def slots_from(
    resource: Resource, first: date, count: int = 7, *, item: str = "", at: datetime | None = None
) -> list[DaySlots]:
    """Return the slots of some days, free and full ones. Holds whose time is over count as free."""
    return by_day(slots_of([resource], first, count, item=item, at=at)[resource.id], first, count)


def slots_of(
    resources: Sequence[Resource], first: date, count: int = 7, *, item: str = "", at: datetime | None = None
) -> dict[UUID, list[Slot]]:
    """Return the slots of each of some resources. Five statements, however many they are."""
    at, count = at or now(), min(count, MOST_DAYS)
    begins, ends = midnight(first), midnight(first + timedelta(days=count + 1))
    hours = hours_of(resources, first, count, item=item)
    taken = taken_of(resources, begins, ends, at=at)
    return {
        one.id: [] if one.closed_at is not None else free_slots(
            [*hours[one.id].opening, *hours[one.id].extra], hours[one.id].closed, taken[one.id], one.shape, at
        )
        for one in resources
    }  # fmt: skip


def by_day(slots: Sequence[Slot], first: date, count: int) -> list[DaySlots]:
    days = [first + timedelta(days=number) for number in range(min(count, MOST_DAYS))]
    found: dict[date, list[Slot]] = {day: [] for day in days}
    for slot in slots:
        found.get(localdate(slot.starts_at), []).append(slot)
    return [DaySlots(day, found[day]) for day in days]


def offered_on(resource: Resource, starts_at: datetime, *, at: datetime, item: str = "") -> list[Span]:
    """Return the slots offered on the day of a moment, whether taken or not."""
    hours = hours_of([resource], localdate(starts_at), 1, item=item)[resource.id]
    return offered([*hours.opening, *hours.extra], hours.closed, resource.shape, at)


def hours_of(resources: Sequence[Resource], first: date, count: int, *, item: str = "") -> dict[UUID, Hours]:
    """Return when each is open on some days, for an item where one is named. Four statements at most."""
    numbers = [one.id for one in resources]
    rules: dict[UUID, list[tuple[Rule, list[str]]]] = {number: [] for number in numbers}
    for number, day, opens, closes, items in OpeningRule.objects.filter(resource__in=numbers).values_list(
        "resource_id", "day", "opens", "closes", "items"
    ):
        rules[number].append(((day, opens, closes), items))
    places = openings({one.place_id for one in resources})
    changes = _exceptions(numbers, midnight(first), midnight(first + timedelta(days=count)))
    found = {}
    for one in resources:
        opening = _opening(places.get(one.place_id), rules[one.id], item)
        deals_with_it = not item or not one.items or item in one.items
        spans = _spans(opening, first, count) if opening and deals_with_it else []
        extra = [span for span, is_open in changes[one.id] if is_open] if deals_with_it else []
        found[one.id] = Hours(spans, extra, [span for span, is_open in changes[one.id] if not is_open])
    return found


def _opening(place: Opening | None, rules: list[tuple[Rule, list[str]]], item: str) -> Opening | None:
    if not rules:
        return place
    # The place's own exceptions hold for a resource with rules of its own too.
    fitting = [rule for rule, items in rules if not items or item in items]
    return Opening(week_of(fitting), place.exceptions if place else (), working_calendar().days)


def _spans(opening: Opening, first: date, count: int) -> list[Span]:
    return [
        (midnight(day.on) + timedelta(minutes=opens), midnight(day.on) + timedelta(minutes=closes))
        for day in opening.days_from(first, count) for opens, closes in day.spans
    ]  # fmt: skip


def _exceptions(numbers: Sequence[UUID], begins: datetime, ends: datetime) -> dict[UUID, list[tuple[Span, bool]]]:
    found: dict[UUID, list[tuple[Span, bool]]] = {number: [] for number in numbers}
    rows = ResourceException.objects.filter(
        resource__in=numbers, withdrawn_at__isnull=True, ends_at__gt=begins, starts_at__lt=ends
    ).values_list("resource_id", "starts_at", "ends_at", "is_open")
    for number, starts, stops, is_open in rows:
        span = (max(starts, begins), min(stops, ends)) if is_open else (starts, stops)
        found[number].append((span, is_open))
    return found


def taken_between(resource: Resource, begins: datetime, ends: datetime, *, at: datetime) -> list[Taken]:
    """Return the seats that are taken at some time between two moments. One statement."""
    return taken_of([resource], begins, ends, at=at)[resource.id]


def taken_of(
    resources: Sequence[Resource], begins: datetime, ends: datetime, *, at: datetime
) -> dict[UUID, list[Taken]]:
    """Return the seats of each that are taken. One statement."""
    found: dict[UUID, list[Taken]] = {one.id: [] for one in resources}
    rows = Booking.objects.filter(resource__in=list(found), state__in=LIVE, during__overlap=(begins, ends)).exclude(
        state=BookingState.HELD, expires_at__lte=at
    )
    for number, during, seat in rows.values_list("resource_id", "during", "seat"):
        found[number].append(Taken(during.lower, during.upper, seat))
    return found


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_current_timezone())
