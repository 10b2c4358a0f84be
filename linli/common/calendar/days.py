"""Working days: Monday to Friday, less the holidays, plus the make-up days, from a file that is replaced every year."""

import csv
import io
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

from linli.common.calendar.errors import CalendarFileError

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "calendar" / "holidays.csv"
COLUMNS = ["date", "kind", "name"]

# A year of the file is complete only with these: the fewest dates off in any year from 2004 to 2026 is 22
# (chinesecalendar 1.11.0), and these five have been off in all of them.
FEWEST_HOLIDAYS = 20
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    MAKEUP = "makeup_workday"


class WorkingDays:
    """Which days are worked, which years are known, and counting by working days without walking over them.

    Counts are of ordinals (`date.toordinal()`, on which 1 is a Monday). Only the days that differ from Monday–Friday
    are kept, each with the running total up to it, so counting is one bisection and has no first or last year.
    """

    def __init__(self, kinds: Mapping[date, DayKind]) -> None:
        self.kinds = dict(sorted(kinds.items()))
        self.known_years = frozenset(day.year for day in self.kinds if not _may_belong_to_next_year(day))
        self._exceptions: list[int] = []
        self._shifts = [0]
        self._totals: list[int] = []
        for day, kind in self.kinds.items():
            if (kind is DayKind.HOLIDAY) == (day.weekday() < 5):
                self._exceptions.append(day.toordinal())
                self._shifts.append(self._shifts[-1] + (1 if kind is DayKind.MAKEUP else -1))
                self._totals.append(_weekdays_until(day.toordinal()) + self._shifts[-1])
        self._worked = dict(zip(self._exceptions, (b > a for a, b in zip(self._shifts, self._shifts[1:], strict=False))))

    @classmethod
    def load(cls, path: Path | None = None) -> "WorkingDays":
        """Read a holiday file (`date,kind,name`), the shipped one if none is given; raises CalendarFileError."""
        return cls(_read(path or SHIPPED))

    @property
    def last_known_year(self) -> int | None:
        return max(self.known_years, default=None)

    def is_working_day(self, day: date) -> bool:
        return self.is_working(day.toordinal())

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        ordinal = day.toordinal()
        return date.fromordinal(self.nth(self.count(ordinal) + 1))

    def is_certain(self, day: date) -> bool:
        """Tell whether the file decides this day; `unknown_years` says what is missing and why."""
        return not self.unknown_years(day.toordinal(), day.toordinal())

    def unknown_years(self, first: int, last: int) -> tuple[int, ...]:
        """Return the years whose notice is missing for the days from `first` to `last` (ordinals, both included).

        The last three days of December also need the next year's notice: it may reach back into them, as those for
        2007, 2008, 2012 and 2019 did with make-up days and 2008 and 2019 with a Monday off (chinesecalendar 1.11.0).
        """
        start, end = date.fromordinal(first), date.fromordinal(last)
        until = end.year + 1 if _may_belong_to_next_year(end) else end.year
        return tuple(year for year in range(start.year, until + 1) if year not in self.known_years)

    def is_working(self, ordinal: int) -> bool:
        worked = self._worked.get(ordinal)
        return 1 <= ordinal % 7 <= 5 if worked is None else worked

    def count(self, ordinal: int) -> int:
        """Return the number of working days from the beginning of the era up to and including this day."""
        return _weekdays_until(ordinal) + self._shifts[bisect_right(self._exceptions, ordinal)]

    def nth(self, number: int) -> int:
        """Return the ordinal of the working day at which `count` first reaches `number`."""
        i = bisect_left(self._totals, number)
        weeks, days = divmod(number - self._shifts[i] - 1, 5)
        ordinal = weeks * 7 + days + 1
        # A make-up day that itself completes the count lies before the weekday that would otherwise do so.
        if i < len(self._totals) and self._totals[i] == number:
            return min(ordinal, self._exceptions[i])
        return ordinal

    def on_or_after(self, ordinal: int) -> int:
        """Return this day if it is worked, else the next that is."""
        return ordinal if self.is_working(ordinal) else self.nth(self.count(ordinal) + 1)


def _weekdays_until(ordinal: int) -> int:
    weeks, days = divmod(ordinal, 7)
    return weeks * 5 + min(days, 5)


def _may_belong_to_next_year(day: date) -> bool:
    return day.month == 12 and day.day >= 29


def _read(path: Path) -> dict[date, DayKind]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CalendarFileError(path, None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CalendarFileError(path, None, "is not UTF-8 text") from error
    rows = csv.reader(io.StringIO(text))
    kinds: dict[date, DayKind] = {}
    lines: dict[int, int] = {}
    if next(rows, None) != COLUMNS:
        raise CalendarFileError(path, 1, f"the first line must be {','.join(COLUMNS)}")
    for row in rows:
        if row:
            day, kind = _read_row(path, rows.line_num, row)
            if day in kinds:
                raise CalendarFileError(path, rows.line_num, f"{day} stands in the file twice")
            kinds[day] = kind
            lines.setdefault(day.year, rows.line_num)
    _check_years(path, kinds, lines)
    return kinds


def _read_row(path: Path, line: int, row: list[str]) -> tuple[date, DayKind]:
    if len(row) != len(COLUMNS):
        raise CalendarFileError(path, line, f"has {len(row)} columns instead of {len(COLUMNS)}")
    try:
        day = date(*(int(part) for part in DATE.fullmatch(row[0]).groups()))
    except ValueError as error:
        raise CalendarFileError(path, line, f"{row[0]!r} is not a date like 2026-01-01") from error
    if row[1] not in DayKind:
        raise CalendarFileError(path, line, f"{row[1]!r} is not a kind: {', '.join(DayKind)}")
    kind = DayKind(row[1])
    if kind is DayKind.MAKEUP and day.weekday() < 5:
        raise CalendarFileError(path, line, f"{day} is a make-up day but no Saturday or Sunday")
    return day, kind


def _check_years(path: Path, kinds: Mapping[date, DayKind], lines: Mapping[int, int]) -> None:
    """Refuse a year that looks cut short, which would quietly count its missing holidays as worked."""
    if not kinds:
        raise CalendarFileError(path, None, "holds no day")
    counts = Counter(day.year for day, kind in kinds.items() if kind is DayKind.HOLIDAY)
    for year in sorted({day.year for day in kinds if not _may_belong_to_next_year(day)}):
        if counts[year] < FEWEST_HOLIDAYS:
            raise CalendarFileError(path, lines[year], f"{year} has {counts[year]} dates off, fewer than {FEWEST_HOLIDAYS}")
        for month, day in ALWAYS_OFF:
            if kinds.get(date(year, month, day)) is not DayKind.HOLIDAY:
                raise CalendarFileError(path, lines[year], f"{year} lacks the holiday {month:02}-{day:02}")
