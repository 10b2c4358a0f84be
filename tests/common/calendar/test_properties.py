import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.common.calendar import SHANGHAI, DayKind, Due, Limit, LimitUnit, WorkingDays
from linli.common.calendar.holiday_file import SHIPPED
from tests.common.calendar.oracle import Oracle
from tests.common.calendar.places import CALENDAR

ORACLE = Oracle(SHIPPED)
MOST = {"business_hours": 60, "working_days": 90, "calendar_days": 120, "months": 14}
FIRST, LAST = datetime(2023, 9, 1), datetime(2027, 6, 1)  # noqa: DTZ001  (local, made aware below)

moments = st.datetimes(FIRST, LAST).map(lambda moment: moment.replace(tzinfo=SHANGHAI))
rests = st.timedeltas(timedelta(0), timedelta(days=60))
units = st.sampled_from(LimitUnit)
amounts = st.integers(1, 60)


def local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


@pytest.mark.parametrize("unit", LimitUnit)
def test_due_equals_walking_day_by_day(unit: LimitUnit) -> None:
    chance = random.Random(f"due {unit}")
    for _ in range(1500):
        start = FIRST + timedelta(minutes=chance.randrange(int((LAST - FIRST) / timedelta(minutes=1))))
        amount = chance.randint(1, MOST[unit])

        due = CALENDAR.due(start.replace(tzinfo=SHANGHAI), Limit(amount, unit))

        assert (local(due.at), due.last_on, due.uncertain_years) == ORACLE.due(start, amount, unit), (start, amount)


@pytest.mark.parametrize("unit", LimitUnit)
def test_resume_equals_walking_day_by_day(unit: LimitUnit) -> None:
    chance = random.Random(f"resume {unit}")
    for _ in range(1000):
        start = FIRST + timedelta(minutes=chance.randrange(int((LAST - FIRST) / timedelta(minutes=1))))
        due = CALENDAR.due(start.replace(tzinfo=SHANGHAI), Limit(chance.randint(1, 30), unit))
        paused = start + chance.random() * 1.1 * (local(due.at) - start)
        resumed = paused + timedelta(minutes=chance.randrange(1, 60 * 24 * 40))

        new = CALENDAR.resume(
            due, paused_at=paused.replace(tzinfo=SHANGHAI), resumed_at=resumed.replace(tzinfo=SHANGHAI), unit=unit
        )

        assert local(new.at) == ORACLE.resume(local(due.at), due.last_on, paused, resumed, unit), (
            start,
            paused,
            resumed,
        )


@given(
    kinds=st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 3, 31)), st.sampled_from(DayKind), max_size=60),
    offset=st.integers(-40, 120),
    amount=st.integers(1, 80),
)
def test_counting_holds_for_any_holiday_file(kinds: dict[date, DayKind], offset: int, amount: int) -> None:
    days, oracle = WorkingDays(kinds), Oracle(SHIPPED)
    oracle.kinds = kinds
    day = date(2026, 1, 1) + timedelta(days=offset)

    assert date.fromordinal(days.nth(days.count(day.toordinal()) + amount)) == oracle.step(day, amount)
    assert days.is_working_day(day) == oracle.works(day)


@given(start=moments, later=rests, amount=amounts, unit=units)
def test_due_never_comes_earlier_for_a_later_start(
    start: datetime, later: timedelta, amount: int, unit: LimitUnit
) -> None:
    limit = Limit(amount, unit)

    assert CALENDAR.due(start, limit).at <= CALENDAR.due(start + later, limit).at


@given(start=moments, amount=amounts, more=st.integers(0, 30), unit=units)
def test_due_never_comes_earlier_for_a_longer_limit(start: datetime, amount: int, more: int, unit: LimitUnit) -> None:
    assert CALENDAR.due(start, Limit(amount, unit)).at <= CALENDAR.due(start, Limit(amount + more, unit)).at


@given(start=moments, amount=amounts, rest=rests, unit=units)
def test_rest_of_no_length_changes_nothing(start: datetime, amount: int, rest: timedelta, unit: LimitUnit) -> None:
    due = CALENDAR.due(start, Limit(amount, unit))
    moment = start + rest

    assert CALENDAR.resume(due, paused_at=moment, resumed_at=moment, unit=unit) == due


@given(start=moments, amount=amounts, after=rests, rest=rests, unit=units)
def test_rest_never_brings_the_end_forward(
    start: datetime, amount: int, after: timedelta, rest: timedelta, unit: LimitUnit
) -> None:
    due = CALENDAR.due(start, Limit(amount, unit))
    paused_at, resumed_at = start + after, start + after + rest

    new = CALENDAR.resume(due, paused_at=paused_at, resumed_at=resumed_at, unit=unit)

    assert new.at >= due.at
    assert new.at >= resumed_at or paused_at >= due.at


@given(start=moments, amount=amounts, after=rests, rest=rests)
def test_business_hours_go_on_with_exactly_what_was_left(
    start: datetime, amount: int, after: timedelta, rest: timedelta
) -> None:
    unit = LimitUnit.BUSINESS_HOURS
    due: Due = CALENDAR.due(start, Limit(amount, unit))
    paused_at, resumed_at = min(start + after, due.at), min(start + after, due.at) + rest

    new = CALENDAR.resume(due, paused_at=paused_at, resumed_at=resumed_at, unit=unit)

    if paused_at < due.at:
        assert CALENDAR.remaining(resumed_at, new.at, unit) == CALENDAR.remaining(paused_at, due.at, unit)
    else:
        assert new == due


@given(
    start=moments,
    first=amounts,
    second=amounts,
    unit=st.sampled_from([LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS]),
)
def test_extension_adds_up(start: datetime, first: int, second: int, unit: LimitUnit) -> None:
    extended = CALENDAR.extend(CALENDAR.due(start, Limit(first, unit)), Limit(second, unit))
    at_once = CALENDAR.due(start, Limit(first + second, unit))

    assert (extended.at, extended.last_on) == (at_once.at, at_once.last_on)
