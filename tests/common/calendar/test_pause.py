from datetime import date, datetime
from pathlib import Path

import pytest

from linli.common.calendar import Due, Limit, LimitError, LimitUnit, Pause, WorkingCalendar
from tests.common.calendar.places import CALENDAR, at, holidays_with_2027, shown

HOURS, DAYS, ALL_DAYS = LimitUnit.BUSINESS_HOURS, LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS


def after(rest: Pause, due_at: datetime | Due, unit: LimitUnit, calendar: WorkingCalendar = CALENDAR) -> Due:
    return calendar.resume(due_at, paused_at=rest.paused_at, resumed_at=rest.resumed_at, unit=unit)


def resumed(end: str, paused_at: str, resumed_at: str, unit: LimitUnit) -> str:
    return shown(after(Pause(at(paused_at), at(resumed_at)), at(end), unit).at)


@pytest.mark.parametrize(
    ("paused_at", "resumed_at", "end"),
    [
        ("2026-11-27 16:30", "2026-11-30 08:30", "2026-11-30 11:30"),
        ("2026-11-27 17:30", "2026-11-30 08:00", "2026-11-30 10:00"),
        ("2026-11-27 09:00", "2026-11-27 09:10", "2026-11-30 10:10"),
        ("2026-11-27 16:30", "2026-12-01 08:30", "2026-12-01 11:30"),
    ],
)
def test_business_hours_add_exactly_the_office_time_of_the_rest(paused_at: str, resumed_at: str, end: str) -> None:
    assert resumed("2026-11-30 10:00", paused_at, resumed_at, HOURS) == end


@pytest.mark.parametrize(
    ("paused_at", "resumed_at", "end"),
    [
        ("2026-11-27 10:00", "2026-11-30 09:00", "2026-11-30 17:30"),
        ("2026-11-24 17:00", "2026-11-25 09:00", "2026-11-30 17:30"),
        ("2026-11-26 10:00", "2026-12-01 09:00", "2026-12-02 17:30"),
        ("2026-11-27 10:00", "2026-12-01 09:00", "2026-12-01 17:30"),
    ],
)
def test_working_days_add_the_days_between_pausing_and_resuming(paused_at: str, resumed_at: str, end: str) -> None:
    assert resumed("2026-11-30 17:30", paused_at, resumed_at, DAYS) == end


def test_rest_over_national_day_adds_no_day_off() -> None:
    assert resumed("2026-10-09 17:30", "2026-09-29 10:00", "2026-10-08 10:00", DAYS) == "2026-10-10 17:30"


@pytest.mark.parametrize(
    ("resumed_at", "end"),
    [
        ("2026-12-03 10:00", "2026-12-03 17:30"),
        ("2026-12-03 20:00", "2026-12-04 17:30"),
        ("2026-12-05 10:00", "2026-12-07 17:30"),
    ],
)
@pytest.mark.parametrize("unit", [DAYS, ALL_DAYS])
def test_limit_paused_on_its_last_day_is_not_over_when_resumed(resumed_at: str, end: str, unit: LimitUnit) -> None:
    assert resumed("2026-11-30 17:30", "2026-11-30 10:00", resumed_at, unit) == end


@pytest.mark.parametrize("unit", LimitUnit)
def test_limit_already_over_stays_over(unit: LimitUnit) -> None:
    assert resumed("2026-11-24 17:30", "2026-11-24 17:30", "2026-12-04 10:00", unit) == "2026-11-24 17:30"


@pytest.mark.parametrize("unit", [ALL_DAYS, LimitUnit.MONTHS])
def test_calendar_days_add_every_day_between_pausing_and_resuming(unit: LimitUnit) -> None:
    assert resumed("2026-12-08 17:30", "2026-11-27 10:00", "2026-12-01 10:00", unit) == "2026-12-11 17:30"


def test_calendar_days_go_on_from_the_day_counted_not_from_the_day_it_was_moved_to() -> None:
    due = CALENDAR.due(at("2026-11-23 10:00"), Limit.parse("5 calendar_days"))
    rest = Pause(at("2026-11-24 10:00"), at("2026-11-27 10:00"))

    assert after(rest, due, ALL_DAYS) == Due(at("2026-11-30 17:30"), date(2026, 11, 30))
    assert after(rest, due.at, ALL_DAYS) == Due(at("2026-12-02 17:30"), date(2026, 12, 2))


def test_clock_resumed_before_it_is_paused_is_refused() -> None:
    with pytest.raises(LimitError, match="a clock is resumed after it is paused"):
        resumed("2026-11-30 17:30", "2026-11-26 10:00", "2026-11-25 10:00", DAYS)


def test_rest_that_carries_a_limit_over_new_year_makes_it_uncertain(tmp_path: Path) -> None:
    due = CALENDAR.due(at("2026-12-21 10:00"), Limit.parse("4 working_days"))
    rest = Pause(at("2026-12-22 10:00"), at("2026-12-30 10:00"))
    known = WorkingCalendar.load(holidays=holidays_with_2027(tmp_path))

    assert due == Due(at("2026-12-25 17:30"), date(2026, 12, 25))
    assert after(rest, due, DAYS) == Due(at("2027-01-01 17:30"), date(2027, 1, 1), (2027,))
    assert after(rest, due, DAYS, known) == Due(at("2027-01-04 17:30"), date(2027, 1, 4))


def test_extension_by_working_days_goes_on_from_the_end() -> None:
    due = CALENDAR.due(at("2026-10-12 10:00"), Limit.parse("20 working_days"))

    assert shown(due.at) == "2026-11-09 17:30"
    assert shown(CALENDAR.extend(due, Limit.parse("10 working_days")).at) == "2026-11-23 17:30"
    assert CALENDAR.extend(due.at, Limit.parse("10 working_days")) == CALENDAR.extend(
        due, Limit.parse("10 working_days")
    )


def test_sixty_days_and_thirty_more_are_ninety() -> None:
    start = at("2026-03-02 10:00")

    due = CALENDAR.due(start, Limit.parse("60 calendar_days"))
    longer = CALENDAR.extend(due, Limit.parse("30 calendar_days"))

    assert due == Due(at("2026-05-06 17:30"), date(2026, 5, 1))
    assert longer == Due(at("2026-06-01 17:30"), date(2026, 5, 31))
    assert longer == CALENDAR.due(start, Limit.parse("90 calendar_days"))


def test_extension_by_hours_and_by_months() -> None:
    assert shown(CALENDAR.extend(at("2026-11-23 16:30"), Limit.parse("2 business_hours")).at) == "2026-11-24 09:00"
    assert shown(CALENDAR.extend(at("2026-08-31 17:30"), Limit.parse("1 months")).at) == "2026-09-30 17:30"


def test_extension_of_an_uncertain_limit_stays_uncertain() -> None:
    due = CALENDAR.due(at("2023-12-27 10:00"), Limit.parse("5 working_days"))

    assert due == Due(at("2024-01-04 17:30"), date(2024, 1, 4), (2023,))
    assert CALENDAR.extend(due, Limit.parse("5 working_days")).uncertain_years == (2023,)
    assert CALENDAR.extend(due.at, Limit.parse("5 working_days")).uncertain_years == ()


@pytest.mark.parametrize("unit", [HOURS, DAYS])
def test_rest_through_an_unknown_year_makes_a_bare_end_uncertain(unit: LimitUnit) -> None:
    rest = Pause(at("2023-12-27 10:00"), at("2024-01-03 10:00"))

    assert after(rest, at("2024-01-10 17:30"), unit).uncertain_years == (2023,)


def test_replay_goes_through_pauses_and_extensions_in_order(tmp_path: Path) -> None:
    steps: list[Pause | Limit] = [
        Pause(at("2026-11-26 10:00"), at("2026-12-01 09:00")),
        Limit.parse("10 working_days"),
        Pause(at("2026-12-11 10:00"), at("2026-12-15 09:00")),
    ]
    start, limit = at("2026-11-23 10:00"), Limit.parse("15 working_days")

    before = CALENDAR.replay(start, limit, steps)
    known = WorkingCalendar.load(holidays=holidays_with_2027(tmp_path)).replay(start, limit, steps)

    assert CALENDAR.replay(start, limit) == CALENDAR.due(start, limit)
    assert shown(CALENDAR.replay(start, limit, steps[:1]).at) == "2026-12-16 17:30"
    assert shown(CALENDAR.replay(start, limit, steps[:2]).at) == "2026-12-30 17:30"
    assert before == Due(at("2026-12-31 17:30"), date(2026, 12, 31), (2027,))
    assert known == Due(at("2026-12-31 17:30"), date(2026, 12, 31))


@pytest.mark.parametrize(
    "steps",
    [
        [Pause(at("2026-11-22 10:00"), at("2026-11-25 10:00"))],
        [
            Pause(at("2026-11-24 10:00"), at("2026-11-26 10:00")),
            Pause(at("2026-11-25 10:00"), at("2026-11-27 10:00")),
        ],
    ],
)
def test_replay_refuses_pauses_out_of_order(steps: list[Pause]) -> None:
    with pytest.raises(LimitError, match="a pause begins before the clock runs"):
        CALENDAR.replay(at("2026-11-23 10:00"), Limit.parse("5 working_days"), steps)
