"""When a place is open: a week, exceptions, and the working-day calendar. Pure arithmetic; no database, no clock of its own.

Moments are local and naive here: what the clock on the wall of the place shows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from linli.common.calendar import DayKind, WorkingDays
from linli.common.listing import listed

type Spans = tuple[tuple[int, int], ...]
"""Opening spans of one day: minutes from midnight, in order, none touching the next; 1440 is 24:00."""

MIDNIGHT = 24 * 60
HOLIDAY, MAKEUP = 7, 8  # after Monday 0 … Sunday 6
DAYS = 9
LOOKED_AHEAD = 62  # days: longer than any closing that is not for good
_SPAN = re.compile(r"^(\d{1,2})[:：.](\d{2})\s*[-–—~至到]\s*(\d{1,2})[:：.](\d{2})$")


class Why(StrEnum):
    """By what a day has its hours."""

    WEEK = "week"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Change:
    """Other hours, or none, from one day to another, both included."""

    first_on: date
    last_on: date
    spans: Spans
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OpenDay:
    """One day with its hours, and why it has them."""

    on: date
    spans: Spans
    why: Why
    reason: str = ""
    is_certain: bool = True  # whether the notice of holidays for this day is there


@dataclass(frozen=True)
class Opening:
    """The hours of one place. A later exception goes before an earlier one."""

    week: tuple[Spans, ...]
    exceptions: tuple[Change, ...]
    days: WorkingDays

    def on(self, day: date) -> OpenDay:
        """Return the hours of a day: an exception, else of a holiday or a make-up day, else of the day of the week."""
        certain = self.days.is_certain(day)
        for one in reversed(self.exceptions):
            if one.first_on <= day <= one.last_on:
                return OpenDay(day, one.spans, Why.EXCEPTION, one.reason, certain)
        kind = self.days.kinds.get(day)
        if kind is DayKind.HOLIDAY:
            return OpenDay(day, self.week[HOLIDAY], Why.HOLIDAY, "", certain)
        if kind is DayKind.MAKEUP:
            return OpenDay(day, self.week[MAKEUP], Why.MAKEUP, "", certain)
        return OpenDay(day, self.week[day.weekday()], Why.WEEK, "", certain)

    def days_from(self, first: date, count: int) -> list[OpenDay]:
        return [self.on(first + timedelta(days=number)) for number in range(count)]

    def is_open(self, at: datetime) -> bool:
        minutes = at.hour * 60 + at.minute
        return any(opens <= minutes < closes for opens, closes in self.on(at.date()).spans)

    def closes_at(self, at: datetime) -> datetime | None:
        """Return when it closes that is open now; None where it is closed, or stays open as far as we look."""
        if not self.is_open(at):
            return None
        last = None
        for opens, closes in self._spans_from(at.date()):
            if closes <= at:
                continue
            if last is not None and opens > last:  # a span that ends at midnight goes on in one that begins there
                return last
            last = closes
        return None if last is None or last.date() > at.date() + timedelta(days=LOOKED_AHEAD) else last

    def opens_at(self, at: datetime) -> datetime | None:
        """Return when it opens next that is closed now; None where it is open, or opens no more as far as we look."""
        if self.is_open(at):
            return None
        return next((opens for opens, _closes in self._spans_from(at.date()) if opens > at), None)

    def _spans_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for number in range(LOOKED_AHEAD + 1):
            on = day + timedelta(days=number)
            midnight = datetime.combine(on, time())
            for opens, closes in self.on(on).spans:
                yield midnight + timedelta(minutes=opens), midnight + timedelta(minutes=closes)


@dataclass(frozen=True, slots=True)
class Now:
    """How a place stands at a moment, and what comes next. No hours known: all is empty."""

    is_known: bool
    is_open: bool = False
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    is_today: bool = False  # whether the next moment is on the same day


def now_of(opening: Opening | None, at: datetime) -> Now:
    if opening is None:
        return Now(is_known=False)
    closes, opens = opening.closes_at(at), opening.opens_at(at)
    following = closes or opens
    return Now(
        is_known=True, is_open=opening.is_open(at), closes_at=closes, opens_at=opens,
        is_today=following is not None and following.date() == at.date(),
    )  # fmt: skip


def week_of(days: Sequence[tuple[int, int, int]]) -> tuple[Spans, ...]:
    """Return a week from rows of (day, opens, closes)."""
    found: list[list[tuple[int, int]]] = [[] for _ in range(DAYS)]
    for day, opens, closes in days:
        found[day].append((opens, closes))
    return tuple(tuple(sorted(spans)) for spans in found)


def spans_of(text: str) -> Spans:
    """Read hours as people write them: "9:00–12:00, 14:30–17:30"; empty is closed. Raises ValueError."""
    found = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,，;；、]", text))):
        match = _SPAN.match(part)
        if match is None:
            raise ValueError(part)
        hours = [int(group) for group in match.groups()]
        opens, closes = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if hours[1] > 59 or hours[3] > 59 or not 0 <= opens < closes <= MIDNIGHT:
            raise ValueError(part)
        found.append((opens, closes))
    found.sort()
    if any(later[0] <= earlier[1] for earlier, later in pairwise(found)):
        raise ValueError(text.strip())
    return tuple(found)


def text_of(spans: Spans) -> str:
    """Write hours so that `spans_of` reads them."""
    return ", ".join(f"{clock(opens)}–{clock(closes)}" for opens, closes in spans)


def hours_words(spans: Spans) -> str:
    """Write hours as the reader's language parts them; `spans_of` reads this too."""
    return listed(f"{clock(opens)}–{clock(closes)}" for opens, closes in spans)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
