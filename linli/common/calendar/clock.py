"""The clock of one office, which runs only while the office is open."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linli.common.calendar.days import WorkingDays
from linli.common.calendar.office import Office, Spans

MINUTE = 60_000_000


@dataclass(frozen=True, slots=True)
class _Year:
    """One year of an office: its first day, the opening spans of each day, the open time up to the end of each day."""

    first: int
    spans: list[Spans]
    run: list[int]


class OfficeClock:
    """Office time in microseconds, between and after local moments; each year is laid out once and then bisected."""

    def __init__(self, office: Office, days: WorkingDays) -> None:
        self._office, self._days = office, days
        self._years: dict[int, _Year] = {}

    def between(self, start: datetime, end: datetime) -> int:
        """Return the office time from `start` to `end`, negative if `end` is the earlier."""
        if end < start:
            return -self.between(end, start)
        whole = sum(self._year(year).run[-1] for year in range(start.year, end.year))
        return whole + self._reading(end) - self._reading(start)

    def after(self, start: datetime, amount: int) -> datetime:
        """Return the first moment at which `amount` (more than nothing) of office time has run since `start`."""
        number, target = start.year, self._reading(start) + amount
        year = self._year(number)
        while target > year.run[-1]:
            target -= year.run[-1]
            number += 1
            year = self._year(number)
        day = bisect_left(year.run, target)
        left = target - (year.run[day - 1] if day else 0)
        for opens, closes in year.spans[day]:
            if left <= (closes - opens) * MINUTE:
                return _moment(year.first + day, opens * MINUTE + left)
            left -= (closes - opens) * MINUTE
        raise AssertionError("a day holds the time its spans add up to")

    def close_on(self, ordinal: int) -> datetime | None:
        """Return when the office closes on this day, None if it is not open at all."""
        year = self._year(date.fromordinal(ordinal).year)
        spans = year.spans[ordinal - year.first]
        return _moment(ordinal, spans[-1][1] * MINUTE) if spans else None

    def _reading(self, moment: datetime) -> int:
        year = self._year(moment.year)
        day = moment.toordinal() - year.first
        since_midnight = ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1_000_000 + moment.microsecond
        run = year.run[day - 1] if day else 0
        for opens, closes in year.spans[day]:
            run += max(0, min(since_midnight, closes * MINUTE) - opens * MINUTE)
        return run

    def _year(self, number: int) -> _Year:
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._lay_out(number)
        return year

    def _lay_out(self, number: int) -> _Year:
        first = date(number, 1, 1).toordinal()
        spans: list[Spans] = []
        run: list[int] = []
        total = 0
        for ordinal in range(first, date(number, 12, 31).toordinal() + 1):
            open_on = self._office.spans_on(date.fromordinal(ordinal), working=self._days.is_working(ordinal))
            total += sum(closes - opens for opens, closes in open_on) * MINUTE
            spans.append(open_on)
            run.append(total)
        return _Year(first, spans, run)


def _moment(ordinal: int, since_midnight: int) -> datetime:
    return datetime.fromordinal(ordinal) + timedelta(microseconds=since_midnight)
