"""The free slots of resources: their rules or their place's hours, less exceptions and what is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils.timezone import get_current_timezone, localdate, now

from linli.bookings.enums import LIVE, BookingState
from linli.bookings.models import Booking, OpeningRule, Resource, ResourceException
from linli.bookings.slots import Slot, Span, Taken, free_slots, offered
from linli.common.domain.configuration import kept
from linli.common.queries.compiled import Statement
from linli.common.working_calendar import working_calendar
from linli.places.opening import Opening, week_of
from linli.places.queries.hours import openings

MOST_DAYS = 31
LETTING = "letting"
Rule = tuple[int, int, int]
RuleFor = tuple[Rule, list[str]]  # with the items it is for; none: all
EXCEPTIONS = Statement.of_names(
    f"SELECT resource_id, starts_at, ends_at, is_open FROM {ResourceException._meta.db_table} "  # noqa: S608
    "WHERE resource_id = ANY(%(resources)s) AND withdrawn_at IS NULL AND ends_at > %(begins)s AND starts_at < %(ends)s"
)
LIVE_ONES = ", ".join(f"'{state}'" for state in LIVE)
TAKEN = Statement.of_names(  # a hold whose time is over is taken no more
    f"SELECT resource_id, lower(during), upper(during), seat, account_id FROM {Booking._meta.db_table} "  # noqa: S608
    f"WHERE resource_id = ANY(%(resources)s) AND state IN ({LIVE_ONES}) AND during && tstzrange(%(begins)s, %(ends)s) "
    f"AND NOT (state = '{BookingState.HELD}' AND expires_at <= %(at)s)"
)


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
    """Return when each is open on some days, for an item where one is named.

    One statement, for the exceptions; three more where weeks have changed since they were read.
    """
    numbers = [one.id for one in resources]
    rules = _rules(numbers)
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


def _book() -> dict[UUID, list[RuleFor]]:
    """What has been read of the weeks of resources since the last change, resource by resource."""
    return {}


def _rules(numbers: Sequence[UUID]) -> dict[UUID, list[RuleFor]]:
    book = kept(LETTING, _book)
    if unread := [number for number in numbers if number not in book]:
        read: dict[UUID, list[RuleFor]] = {number: [] for number in unread}
        rows = OpeningRule.objects.filter(resource__in=unread)
        for number, day, opens, closes, items in rows.values_list("resource_id", "day", "opens", "closes", "items"):
            read[number].append(((day, opens, closes), items))
        book.update(read)
    return book


def _opening(place: Opening | None, rules: list[RuleFor], item: str) -> Opening | None:
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
    rows = EXCEPTIONS.rows({"resources": list(numbers), "begins": begins, "ends": ends})
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
    rows = TAKEN.rows({"resources": list(found), "begins": begins, "ends": ends, "at": at})
    for number, starts_at, ends_at, seat, account in rows:
        found[number].append(Taken(starts_at, ends_at, seat, account))
    return found


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), get_current_timezone())
