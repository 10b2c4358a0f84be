"""A county brings the days off of a year, or takes them back: the worker then computes anew what leaned on them."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from linli.cases.domain import clock
from linli.cases.models import CaseLimit
from linli.common.calendar import DayKind, WorkingCalendar, WorkingDays
from linli.common.domain.outbox import leave_word
from linli.common.models import AuditEntry
from linli.common.setting import stored_values, value_of
from linli.common.stored_calendar import DAYS
from linli.common.working_calendar import file_calendar, laid_over, working_calendar
from linli.people.domain.setting import change_settings, take_back_settings
from linli.people.reader import Reader

CHANGED = "cases.calendar_changed"
MOST_COUNTED = 5000
Days = Mapping[str, list[str]]  # date → kind, name


def merged_days(brought: Days) -> dict[str, list[str]]:
    """What the county has stored, with the years that are brought in place of the same years."""
    years = WorkingDays(_kinds(brought)).known_years
    kept = {day: row for day, row in value_of(DAYS).items() if date.fromisoformat(day).year not in years}
    return {**kept, **{day: list(row) for day, row in brought.items()}}


def calendar_with(brought: Days) -> WorkingCalendar:
    """The calendar as it would be."""
    return laid_over(file_calendar(), _kinds(merged_days(brought)), value_of("calendar.hours"))


def bring_days(brought: Days, *, by: Reader) -> None:
    """Let these days hold. Raises NotAdministrator, CalendarFaulty, ChangedSince."""
    with transaction.atomic():
        moved = change_settings({DAYS: merged_days(brought)}, by=by, seen={DAYS: stored_values().get(DAYS)})
        if moved:
            _tell_worker(brought)


def take_back_calendar(entry: AuditEntry, *, by: Reader) -> None:
    """Let the calendar be as it was before a change. Raises NotTakenBack, NotAdministrator, ChangedSince."""
    with transaction.atomic():
        take_back_settings(entry, by=by)
        tell_of_days(entry.detail["before"].get(DAYS), entry.detail["after"].get(DAYS))


def tell_of_days(before: Any, after: Any) -> None:
    """Leave word for the worker where stored days are no longer the same."""
    one, other = before or {}, after or {}
    moved = {day: one.get(day) or other[day] for day in {**one, **other} if one.get(day) != other.get(day)}
    if moved:
        _tell_worker(moved)


def limits_that_move(calendar: WorkingCalendar) -> int:
    """How many running limits would end at another moment by another calendar, up to a bound. One statement."""
    return sum(1 for _limit in islice(_moving(calendar), MOST_COUNTED))


def _moving(calendar: WorkingCalendar) -> Iterator[CaseLimit]:
    first = _first_difference(calendar)
    rows = clock.leaning_on(first) if first else CaseLimit.objects.none()
    for limit in rows.iterator(chunk_size=500):
        before = limit.due_at
        clock.compute(limit, calendar)
        if limit.due_at != before:
            yield limit


def _first_difference(calendar: WorkingCalendar) -> date | None:
    before, after = working_calendar().days.kinds, calendar.days.kinds
    return min((day for day in {**before, **after} if before.get(day) != after.get(day)), default=None)


def _tell_worker(days: Mapping[str, Any]) -> None:
    leave_word(CHANGED, since=min(days))


def _kinds(days: Days) -> dict[date, DayKind]:
    return {date.fromisoformat(day): DayKind(row[0]) for day, row in days.items()}
