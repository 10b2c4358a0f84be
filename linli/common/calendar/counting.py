"""Counting on the calendar, one limit at a time: the steps that the rules of `WorkingCalendar` are made of."""

from calendar import monthrange
from datetime import date, datetime, timedelta, tzinfo

from linli.common.calendar.clock import MINUTE, OfficeClock
from linli.common.calendar.days import WorkingDays
from linli.common.calendar.errors import LimitError
from linli.common.calendar.hours import OfficeHours
from linli.common.calendar.limits import Due, Limit, LimitUnit

HOUR = 60 * MINUTE


class Counting:
    """Local days and moments inside, aware moments at the border."""

    def __init__(self, days: WorkingDays, hours: OfficeHours, tz: tzinfo) -> None:
        self.days, self.hours, self.tz = days, hours, tz
        self._clocks = {key: OfficeClock(office, days) for key, office in hours.offices.items()}
        self._default = OfficeClock(hours.default, days)

    def _after(self, moment: datetime, day: int, limit: Limit, office: str, years: tuple[int, ...]) -> Due:
        if limit.unit is LimitUnit.BUSINESS_HOURS:
            at = self._clock(office).after(moment, limit.amount * HOUR)
            last = day_of(at)
            return Due(self._aware(at), date.fromordinal(last), self._doubt(years, moment.toordinal(), last))
        if limit.unit is LimitUnit.WORKING_DAYS:
            last = self.days.nth(self.days.count(day) + limit.amount)
            return self._ending(last, office, self._doubt(years, day + 1, last))
        last = day + limit.amount if limit.unit is LimitUnit.CALENDAR_DAYS else _months_after(day, limit.amount)
        return self._ending(last, office, years)

    def _ending(self, last: int, office: str, years: tuple[int, ...]) -> Due:
        worked = self.days.on_or_after(last)
        close = self._clock(office).close_on(worked) or self._default.close_on(worked)
        if close is None:
            raise AssertionError("the default office is open on every working day")
        return Due(self._aware(close), date.fromordinal(last), self._doubt(years, last, worked))

    def _next_close(self, moment: datetime, office: str, years: tuple[int, ...]) -> Due:
        due = self._ending(moment.toordinal(), office, years)
        if self._local(due.at) >= moment:
            return due
        return self._ending(moment.toordinal() + 1, office, years)

    def _lost(self, paused: datetime, resumed: datetime, unit: LimitUnit, office: str) -> int:
        if resumed < paused:
            raise LimitError("a clock is resumed after it is paused")
        if unit is LimitUnit.BUSINESS_HOURS:
            return self._clock(office).between(paused, resumed)
        first = paused.toordinal()
        last = max(first, resumed.toordinal() - 1)
        return self.days.count(last) - self.days.count(first) if unit is LimitUnit.WORKING_DAYS else last - first

    def _doubt(self, years: tuple[int, ...], first: int, last: int) -> tuple[int, ...]:
        more = self.days.unknown_years(min(first, last), last)
        return tuple(sorted({*years, *more})) if years else more

    def _as_due(self, due_at: datetime | Due) -> Due:
        if isinstance(due_at, Due):
            return due_at
        day = day_of(self._local(due_at))
        return Due(self._aware(self._local(due_at)), date.fromordinal(day), self.days.unknown_years(day, day))

    def _clock(self, office: str) -> OfficeClock:
        return self._clocks.get(office, self._default)

    def _local(self, moment: datetime) -> datetime:
        if moment.utcoffset() is None:
            raise LimitError("a moment needs its time zone")
        return moment.astimezone(self.tz).replace(tzinfo=None)

    def _aware(self, local: datetime) -> datetime:
        return local.replace(tzinfo=self.tz)


def day_of(end: datetime) -> int:
    """Return the day a limit ends on: midnight is the 24:00 of the day before."""
    return (end - timedelta(microseconds=1)).toordinal()


def _months_after(day: int, months: int) -> int:
    start = date.fromordinal(day)
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()
