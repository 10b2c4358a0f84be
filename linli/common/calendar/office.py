"""The hours of one office: a week of opening spans, and seasons with a week of their own."""

from dataclasses import dataclass
from datetime import date

type Spans = tuple[tuple[int, int], ...]
"""Opening spans of one day: minutes from midnight, in order, 1440 for 24:00."""


@dataclass(frozen=True, slots=True)
class Week:
    weekdays: tuple[Spans, ...]
    makeup: Spans
    days_off: Spans = ()


@dataclass(frozen=True, slots=True)
class Season:
    first: tuple[int, int]
    last: tuple[int, int]
    week: Week

    def holds(self, day: date) -> bool:
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, slots=True)
class Office:
    """The hours of one unit. A make-up day keeps its own hours even where the office also opens on days off."""

    week: Week
    seasons: tuple[Season, ...] = ()

    def spans_on(self, day: date, *, working: bool) -> Spans:
        week = next((season.week for season in self.seasons if season.holds(day)), self.week)
        if not working:
            return week.days_off
        return week.weekdays[day.weekday()] if day.weekday() < 5 else week.makeup
