from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from linli.common.calendar import Due, Limit, LimitError, WorkingCalendar
from tests.common.calendar.places import CALENDAR, at, due, holidays_with_2027, offices


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-23 00:00", 1, "2026-11-24 17:30"),
        ("2026-11-23 10:00", 1, "2026-11-24 17:30"),
        ("2026-11-23 23:59", 1, "2026-11-24 17:30"),
        ("2026-11-23 10:00", 5, "2026-11-30 17:30"),
        ("2026-11-23 10:00", 20, "2026-12-21 17:30"),
        ("2026-11-28 10:00", 1, "2026-11-30 17:30"),
        ("2025-12-31 10:00", 1, "2026-01-04 17:30"),
        ("2026-02-13 10:00", 1, "2026-02-14 17:30"),
        ("2026-02-13 10:00", 2, "2026-02-24 17:30"),
        ("2026-02-18 10:00", 1, "2026-02-24 17:30"),
        ("2026-02-27 10:00", 1, "2026-02-28 17:30"),
        ("2026-02-27 10:00", 2, "2026-03-02 17:30"),
        ("2026-04-30 10:00", 1, "2026-05-06 17:30"),
        ("2026-05-08 10:00", 1, "2026-05-09 17:30"),
        ("2026-09-18 10:00", 1, "2026-09-20 17:30"),
        ("2026-09-24 10:00", 1, "2026-09-28 17:30"),
        ("2026-09-30 10:00", 1, "2026-10-08 17:30"),
        ("2026-09-30 10:00", 3, "2026-10-10 17:30"),
        ("2026-09-30 10:00", 4, "2026-10-12 17:30"),
    ],
)
def test_working_days_do_not_count_the_first_day_nor_days_off(start: str, days: int, end: str) -> None:
    assert due(start, f"{days} working_days") == end


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-23 10:00", 15, "2026-12-08 17:30"),
        ("2026-11-23 10:00", 5, "2026-11-30 17:30"),
        ("2026-09-16 10:00", 15, "2026-10-08 17:30"),
        ("2026-02-07 10:00", 7, "2026-02-14 17:30"),
        ("2026-02-08 10:00", 7, "2026-02-24 17:30"),
    ],
)
def test_calendar_days_that_end_on_a_day_off_end_on_the_next_working_day(start: str, days: int, end: str) -> None:
    assert due(start, f"{days} calendar_days") == end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-01-31 10:00", 1, "2025-02-28 17:30"),
        ("2024-01-31 10:00", 1, "2024-02-29 17:30"),
        ("2026-01-31 10:00", 1, "2026-02-28 17:30"),
        ("2026-08-31 10:00", 1, "2026-09-30 17:30"),
        ("2026-04-01 10:00", 1, "2026-05-06 17:30"),
        ("2026-09-03 10:00", 1, "2026-10-08 17:30"),
        ("2025-11-23 10:00", 12, "2026-11-23 17:30"),
        ("2025-12-15 10:00", 3, "2026-03-16 17:30"),
    ],
)
def test_months_end_on_the_corresponding_day_or_on_the_last(start: str, months: int, end: str) -> None:
    assert due(start, f"{months} months") == end


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23 09:15", 2, "2026-11-23 11:15"),
        ("2026-11-23 08:00", 4, "2026-11-23 12:00"),
        ("2026-11-23 08:00", 7, "2026-11-23 17:30"),
        ("2026-11-23 11:00", 2, "2026-11-23 15:30"),
        ("2026-11-23 12:30", 3, "2026-11-23 17:30"),
        ("2026-11-23 06:00", 1, "2026-11-23 09:00"),
        ("2026-11-23 17:00", 1, "2026-11-24 08:30"),
        ("2026-11-23 20:00", 4, "2026-11-24 12:00"),
        ("2026-11-27 17:00", 1, "2026-11-30 08:30"),
        ("2026-11-28 10:00", 4, "2026-11-30 12:00"),
        ("2026-02-13 17:00", 1, "2026-02-14 08:30"),
        ("2026-02-14 17:00", 1, "2026-02-24 08:30"),
        ("2026-09-30 16:30", 4, "2026-10-08 11:00"),
        ("2025-12-31 16:30", 2, "2026-01-04 09:00"),
    ],
)
def test_business_hours_run_only_while_the_office_is_open(start: str, hours: int, end: str) -> None:
    assert due(start, f"{hours} business_hours") == end


def test_business_hours_keep_seconds() -> None:
    assert CALENDAR.due(at("2026-11-23 17:29:30"), Limit.parse("1 business_hours")).at == at("2026-11-24 08:59:30")


def test_moment_in_another_zone_begins_on_its_shanghai_day() -> None:
    start = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)

    assert CALENDAR.due(start, Limit.parse("1 working_days")) == Due(at("2026-11-25 17:30"), date(2026, 11, 25))


def test_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(LimitError, match="a moment needs its time zone"):
        CALENDAR.due(datetime(2026, 11, 23), Limit.parse("1 working_days"))  # noqa: DTZ001  (the very case)


def test_last_day_as_counted_is_kept_when_the_end_is_moved() -> None:
    assert CALENDAR.due(at("2026-11-23 10:00"), Limit.parse("5 calendar_days")) == Due(
        at("2026-11-30 17:30"), date(2026, 11, 28)
    )


def test_limit_over_new_year_2027_is_uncertain_and_moves_when_the_notice_comes(tmp_path: Path) -> None:
    start, limit = at("2026-12-25 10:00"), Limit.parse("5 working_days")

    before = CALENDAR.due(start, limit)
    after = WorkingCalendar.load(holidays=holidays_with_2027(tmp_path)).due(start, limit)

    assert before == Due(at("2027-01-01 17:30"), date(2027, 1, 1), (2027,))
    assert before.certain is False
    assert after == Due(at("2027-01-04 17:30"), date(2027, 1, 4))
    assert after.certain is True


@pytest.mark.parametrize(
    ("start", "limit", "years"),
    [
        ("2026-12-23 10:00", "3 working_days", ()),
        ("2026-12-23 10:00", "4 working_days", (2027,)),
        ("2026-12-31 10:00", "1 working_days", (2027,)),
        ("2026-12-23 10:00", "5 calendar_days", ()),
        ("2026-12-23 10:00", "6 calendar_days", (2027,)),
        ("2026-11-23 10:00", "12 months", (2027,)),
        ("2026-11-23 10:00", "300 working_days", (2027, 2028)),
        ("2026-12-28 17:00", "1 business_hours", (2027,)),
        ("2026-12-28 16:00", "1 business_hours", ()),
        ("2023-12-27 10:00", "5 working_days", (2023,)),
        ("2023-12-31 10:00", "5 working_days", ()),
        ("2023-12-31 10:00", "5 business_hours", (2023,)),
        ("2024-11-23 10:00", "500 working_days", ()),
    ],
)
def test_uncertain_years_are_those_the_moment_depends_on(start: str, limit: str, years: tuple[int, ...]) -> None:
    assert CALENDAR.due(at(start), Limit.parse(limit)).uncertain_years == years


def test_signature_follows_what_the_files_say(tmp_path: Path) -> None:
    same = offices(tmp_path, "note = 'only a note'\n")
    other_hours = offices(tmp_path, '[offices.hall]\nhours = ["09:00-17:00"]\n')
    other_zone = WorkingCalendar.load(tz=UTC)
    other_days = WorkingCalendar.load(holidays=holidays_with_2027(tmp_path))

    assert same.signature == CALENDAR.signature == WorkingCalendar.load().signature
    assert len({each.signature for each in (CALENDAR, other_hours, other_days, other_zone)}) == 4
    assert len(CALENDAR.signature) == 12
