"""Working days: Monday to Friday, less the holidays, plus the make-up days, from a file that is replaced every year."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from linli.common.calendar.holiday_file import DayKind, may_belong_to_next_year, read_holidays


class WorkingDays:
    """Which days are worked, which years are known, and counting by working days without walking over them.

    A year is known when the file has days of it; every other year counts Monday to Friday and is not certain.

    Counts are of ordinals (`date.toordinal()`, on which 1 is a Monday). Only the days that differ from Monday–Friday
    are kept, each with the running total up to it, so counting is one bisection and has no first or last year.
    """

    def __init__(self, kinds: Mapping[date, DayKind]) -> None:
        self.kinds = dict(sorted(kinds.items()))
        self.known_years = frozenset(day.year for day in self.kinds if not may_belong_to_next_year(day))
        self._exceptions: list[int] = []
        self._shifts = [0]
        self._totals: list[int] = []
        self._worked: dict[int, bool] = {}
        for day, kind in self.kinds.items():
            if (kind is DayKind.HOLIDAY) == (day.weekday() < 5):
                self._exceptions.append(day.toordinal())
                self._worked[day.toordinal()] = kind is DayKind.MAKEUP
                self._shifts.append(self._shifts[-1] + (1 if kind is DayKind.MAKEUP else -1))
                self._totals.append(_weekdays_until(day.toordinal()) + self._shifts[-1])

    @classmethod
    def load(cls, path: Path | None = None) -> "WorkingDays":
        """Read a holiday file (`date,kind,name`), the shipped one if none is given; raises CalendarFileError."""
        return cls(read_holidays(path))

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
        until = end.year + 1 if may_belong_to_next_year(end) else end.year
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
