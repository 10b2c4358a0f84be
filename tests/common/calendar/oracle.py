"""The same rules once more, in the plainest way: walk day by day, with nothing taken from the package but its files."""

import calendar
import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

ONE_DAY = timedelta(days=1)
SPANS = [(time(8), time(12)), (time(14, 30), time(17, 30))]
CLOSE = time(17, 30)


class Oracle:
    def __init__(self, holidays: Path) -> None:
        with holidays.open(encoding="utf-8") as rows:
            self.kinds: Mapping[date, str] = {
                date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(rows)
            }
        self.known = {day.year for day in self.kinds}

    def works(self, day: date) -> bool:
        return {"holiday": False, "makeup_workday": True}.get(self.kinds.get(day, ""), day.weekday() < 5)

    def doubt(self, first: date, last: date) -> tuple[int, ...]:
        years = set()
        while first <= last:
            years.add(first.year)
            if (first.month, first.day) >= (12, 29):
                years.add(first.year + 1)
            first += ONE_DAY
        return tuple(sorted(years - self.known))

    def due(self, start: datetime, amount: int, unit: str) -> tuple[datetime, date, tuple[int, ...]]:
        day = start.date()
        if unit == "business_hours":
            at = self.advance(start, timedelta(hours=amount))
            return at, at.date(), self.doubt(day, at.date())
        if unit == "working_days":
            last = self.step(day, amount)
            return datetime.combine(last, CLOSE), last, self.doubt(day + ONE_DAY, last)
        last = day + amount * ONE_DAY if unit == "calendar_days" else months_on(day, amount)
        worked = self.roll(last)
        return datetime.combine(worked, CLOSE), last, self.doubt(last, worked)

    def resume(self, due: datetime, last: date, paused: datetime, resumed: datetime, unit: str) -> datetime:
        if paused >= due or paused == resumed:
            return due
        if unit == "business_hours":
            rest = sum((end - begin for begin, end in self.open_time(paused, resumed)), timedelta())
            new = self.advance(due, rest) if rest else due
        else:
            between = [paused.date() + n * ONE_DAY for n in range(1, (resumed.date() - paused.date()).days)]
            if not between:
                new = due
            elif unit == "working_days":
                new = datetime.combine(self.step(last, sum(map(self.works, between))), CLOSE)
            else:
                new = datetime.combine(self.roll(last + len(between) * ONE_DAY), CLOSE)
        day = resumed.date()
        if new < resumed:
            while not self.works(day) or datetime.combine(day, CLOSE) < resumed:
                day += ONE_DAY
            new = datetime.combine(day, CLOSE)
        return new

    def step(self, day: date, amount: int) -> date:
        while amount:
            day += ONE_DAY
            amount -= self.works(day)
        return day

    def roll(self, day: date) -> date:
        while not self.works(day):
            day += ONE_DAY
        return day

    def open_time(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = start.date()
        while day <= end.date():
            for opens, closes in SPANS if self.works(day) else []:
                span = (max(start, datetime.combine(day, opens)), min(end, datetime.combine(day, closes)))
                if span[0] < span[1]:
                    yield span
            day += ONE_DAY

    def advance(self, start: datetime, amount: timedelta) -> datetime:
        for begin, end in self.open_time(start, start + timedelta(days=30) + amount * 10):
            if begin + amount <= end:
                return begin + amount
            amount -= end - begin
        raise AssertionError("the oracle did not look far enough")


def months_on(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
