"""The working-day calendar: when a limit ends, what is left of it, and what a pause or an extension does to it."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from linli.common.calendar.counting import HOUR, Counting, day_of
from linli.common.calendar.days import WorkingDays
from linli.common.calendar.errors import LimitError
from linli.common.calendar.hours import OfficeHours
from linli.common.calendar.limits import Due, Limit, LimitUnit, Pause

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Part of the signature: raise it whenever a rule below gives another moment from the same files.
RULES = 1


class WorkingCalendar(Counting):
    """Working days and office hours together.

    The rules are those of 民法典 200–204. By day, the first day is not counted; by month, a limit ends on the
    corresponding day, or on the last of the month. If the last day is a day off, the limit ends on the next working
    day. On that day it ends when its office closes: the law's 24:00 holds only where there is no close of business.
    By hour it runs from the set time, here in office hours only; a start outside them waits for the next opening.
    Our rule: where an office does not open at all on the last working day, the close of the default hours stands.

    Moments given must be aware; moments returned are in `tz`. A close at 24:00 is midnight, and midnight belongs to
    the day it closes. `office` is the code of a unit; one without hours of its own keeps the default.
    """

    def __init__(self, days: WorkingDays, hours: OfficeHours, tz: tzinfo = SHANGHAI) -> None:
        super().__init__(days, hours, tz)
        self.signature = self._sign()

    @classmethod
    def load(
        cls, holidays: Path | None = None, office_hours: Path | None = None, tz: tzinfo = SHANGHAI
    ) -> "WorkingCalendar":
        """Read both files, the shipped one where none is given; raises CalendarFileError."""
        return cls(WorkingDays.load(holidays), OfficeHours.load(office_hours), tz)

    def due(self, start: datetime, limit: Limit, *, office: str = "default") -> Due:
        """Return when a limit that begins at `start` ends (民法典 201, 202, 203)."""
        local = self._local(start)
        return self._after(local, local.toordinal(), limit, office, ())

    def extend(self, due_at: datetime | Due, by: Limit, *, office: str = "default") -> Due:
        """Return when a limit ends that is lengthened by `by`.

        Our rule: the lengthening counts on from the last day as counted, before it was moved off a day off, so that
        60 days and 30 more are 90 (信访工作条例 34). A `Due` knows that day; for a bare moment it is the moment's own.
        """
        due = self._as_due(due_at)
        return self._after(self._local(due.at), due.last_on.toordinal(), by, office, due.uncertain_years)

    def resume(
        self,
        due_at: datetime | Due,
        *,
        paused_at: datetime,
        resumed_at: datetime,
        unit: LimitUnit,
        office: str = "default",
    ) -> Due:
        """Return when a limit ends whose clock rested from `paused_at` to `resumed_at`.

        That the time does not count is law (行政许可法 45, for hearings, inspections and expert review); how it is
        counted is our rule. In business hours exactly the office time of the rest is added. In days (and months) the
        days between the day of pausing and the day of resuming are added; those two themselves count as run, so that
        resting overnight gains nothing. A limit already over when the clock is paused stays over. A limit paused on
        its last day is never over at the moment of resuming: it ends at the next close of business.
        """
        due = self._as_due(due_at)
        paused, resumed, old = self._local(paused_at), self._local(resumed_at), self._local(due.at)
        lost = self._lost(paused, resumed, unit, office)
        if paused >= old:
            return due
        if unit is LimitUnit.BUSINESS_HOURS:
            at = self._clock(office).after(old, lost) if lost else old
            years = self._doubt(due.uncertain_years, paused.toordinal(), day_of(at))
            new = Due(self._aware(at), date.fromordinal(day_of(at)), years)
        else:
            counted = due.last_on.toordinal()
            if unit is LimitUnit.WORKING_DAYS:
                last = self.days.nth(self.days.count(counted) + lost) if lost else counted
                years = self._doubt(due.uncertain_years, paused.toordinal() + 1, last)
            else:
                last, years = counted + lost, due.uncertain_years
            new = self._ending(last, office, years) if lost else Due(due.at, due.last_on, years)
        return new if self._local(new.at) >= resumed else self._next_close(resumed, office, new.uncertain_years)

    def replay(
        self, start: datetime, limit: Limit, steps: Iterable[Pause | Limit] = (), *, office: str = "default"
    ) -> Due:
        """Return when a limit ends after its pauses and extensions, in the order in which they were made.

        This is how a due moment is computed anew when the holiday file changes.
        """
        due = self.due(start, limit, office=office)
        since = self._local(start)
        for step in steps:
            if isinstance(step, Limit):
                due = self.extend(due, step, office=office)
                continue
            if self._local(step.paused_at) < since:
                raise LimitError("a pause begins before the clock runs")
            since = self._local(step.resumed_at)
            due = self.resume(due, paused_at=step.paused_at, resumed_at=step.resumed_at, unit=limit.unit, office=office)
        return due

    def remaining(self, now: datetime, due_at: datetime | Due, unit: LimitUnit, *, office: str = "default") -> int:
        """Return the whole units left: 0 within the last hour or on the last day, negative only when overdue.

        Business hours in hours, working days in working days, calendar days and months in days. Overdue counts every
        unit begun: -1 from the first moment after the end.
        """
        here, end = self._local(now), self._local(due_at.at if isinstance(due_at, Due) else due_at)
        if unit is LimitUnit.BUSINESS_HOURS:
            left = self._clock(office).between(here, end) // HOUR
        elif unit is LimitUnit.WORKING_DAYS:
            left = self.days.count(day_of(end)) - self.days.count(here.toordinal())
        else:
            left = day_of(end) - here.toordinal()
        return min(left, -1) if here > end else max(left, 0)

    def spent(
        self,
        start: datetime,
        until: datetime,
        unit: LimitUnit,
        *,
        pauses: Iterable[Pause] = (),
        office: str = "default",
    ) -> int:
        """Return the whole units run from `start` to `until`, rests left out and the first day not counted."""
        begun, ended = self._local(start), self._local(until)
        if ended < begun:
            raise LimitError("time is spent forwards only")
        rested = sum(self._lost(self._local(p.paused_at), self._local(p.resumed_at), unit, office) for p in pauses)
        if unit is LimitUnit.BUSINESS_HOURS:
            return max(0, self._clock(office).between(begun, ended) - rested) // HOUR
        if unit is LimitUnit.WORKING_DAYS:
            return max(0, self.days.count(ended.toordinal()) - self.days.count(begun.toordinal()) - rested)
        return max(0, ended.toordinal() - begun.toordinal() - rested)

    def _sign(self) -> str:
        content = (RULES, str(self.tz), [(day.isoformat(), kind.value) for day, kind in self.days.kinds.items()])
        hours = (repr(self.hours.default), sorted((key, repr(office)) for key, office in self.hours.offices.items()))
        return hashlib.sha256(repr((content, hours)).encode()).hexdigest()[:12]
