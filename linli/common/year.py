"""A year laid out as twelve small months, as the component `year` shows it."""

import calendar as months
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.common.calendar import DayKind, WorkingCalendar


@dataclass(frozen=True)
class Day:
    """One day of a month. `kind`: "work", "rest", "off" (a holiday), "makeup"; "" before the first and after the last."""

    number: int
    kind: str
    title: str = ""


@dataclass(frozen=True)
class Month:
    name: str
    weeks: list[list[Day]]


@dataclass(frozen=True)
class Year:
    """A year as it is laid out."""

    number: int
    is_known: bool
    months: list[Month]
    heads: list[tuple[str, str]]  # short and whole name of each weekday
    off: int
    makeup: int


def year_of(number: int, used: WorkingCalendar) -> Year:
    """Lay out a year by a calendar."""
    kinds = {day: kind for day, kind in used.days.kinds.items() if day.year == number}
    weeks = months.Calendar(firstweekday=0)
    laid = [
        Month(str(MONTHS[month]), [[_day(day, month, kinds) for day in week] for week in weeks.monthdatescalendar(number, month)])
        for month in range(1, 13)
    ]  # fmt: skip
    counts = [sum(kind is wanted for kind in kinds.values()) for wanted in (DayKind.HOLIDAY, DayKind.MAKEUP)]
    return Year(number, number in used.days.known_years, laid, _heads(), *counts)


def _heads() -> list[tuple[str, str]]:
    """Monday to Sunday: two letters in English, one character in Chinese."""
    names = [str(WEEKDAYS[day]) for day in range(7)]
    return [(name[:2] if name.isascii() else name[-1], name) for name in names]


def _day(day: date, month: int, kinds: dict[date, DayKind]) -> Day:
    if day.month != month:
        return Day(0, "")
    kind = kinds.get(day)
    if kind is DayKind.HOLIDAY:
        return Day(day.day, "off", pgettext("of a calendar", "day off"))
    if kind is DayKind.MAKEUP:
        return Day(day.day, "makeup", _("make-up day, worked"))
    return Day(day.day, "work" if day.weekday() < 5 else "rest")
