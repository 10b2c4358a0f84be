from pathlib import Path

import pytest

from linli.common.calendar import LimitError, LimitUnit, Pause
from tests.common.calendar.places import CALENDAR, at, offices

HOURS, DAYS, ALL_DAYS = LimitUnit.BUSINESS_HOURS, LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS


@pytest.mark.parametrize(
    ("now", "unit", "left"),
    [
        ("2026-11-27 10:00", HOURS, 7),
        ("2026-11-27 10:01", HOURS, 6),
        ("2026-11-28 12:00", HOURS, 2),
        ("2026-11-30 09:01", HOURS, 0),
        ("2026-11-30 10:00", HOURS, 0),
        ("2026-11-30 10:01", HOURS, -1),
        ("2026-11-30 11:00", HOURS, -1),
        ("2026-11-30 11:01", HOURS, -2),
        ("2026-12-01 10:00", HOURS, -7),
        ("2026-11-25 20:00", DAYS, 3),
        ("2026-11-27 10:00", DAYS, 1),
        ("2026-11-28 10:00", DAYS, 1),
        ("2026-11-30 08:00", DAYS, 0),
        ("2026-11-30 20:00", DAYS, -1),
        ("2026-12-01 10:00", DAYS, -1),
        ("2026-12-02 10:00", DAYS, -2),
        ("2026-12-07 10:00", DAYS, -5),
        ("2026-11-27 10:00", ALL_DAYS, 3),
        ("2026-11-30 10:00", LimitUnit.MONTHS, 0),
        ("2026-12-07 10:00", LimitUnit.MONTHS, -7),
    ],
)
def test_remaining_counts_whole_units_and_is_negative_only_when_overdue(now: str, unit: LimitUnit, left: int) -> None:
    assert CALENDAR.remaining(at(now), at("2026-11-30 10:00"), unit) == left


def test_overdue_in_the_evening_is_overdue_at_once() -> None:
    assert CALENDAR.remaining(at("2026-11-23 20:00"), at("2026-11-23 17:30"), HOURS) == -1


def test_midnight_belongs_to_the_day_it_closes(tmp_path: Path) -> None:
    calendar = offices(tmp_path, '[offices.hotline]\nhours = ["00:00-24:00"]\ndays_off = ["00:00-24:00"]\n')
    end = at("2026-11-25 00:00")

    assert calendar.remaining(at("2026-11-24 23:00"), end, DAYS, office="hotline") == 0
    assert calendar.remaining(end, end, DAYS, office="hotline") == 0
    assert calendar.remaining(end, end, HOURS, office="hotline") == 0
    assert calendar.remaining(at("2026-11-25 00:01"), end, DAYS, office="hotline") == -1


@pytest.mark.parametrize(
    ("until", "unit", "units"),
    [
        ("2026-11-23 11:59", HOURS, 1),
        ("2026-11-30 10:00", HOURS, 35),
        ("2026-11-23 20:00", DAYS, 0),
        ("2026-11-30 08:00", DAYS, 5),
        ("2026-11-30 08:00", ALL_DAYS, 7),
    ],
)
def test_spent_counts_whole_units_without_the_first_day(until: str, unit: LimitUnit, units: int) -> None:
    assert CALENDAR.spent(at("2026-11-23 10:00"), at(until), unit) == units


@pytest.mark.parametrize(("unit", "units"), [(HOURS, 21), (DAYS, 4), (ALL_DAYS, 6)])
def test_spent_leaves_rests_out(unit: LimitUnit, units: int) -> None:
    rest = Pause(at("2026-11-24 10:00"), at("2026-11-26 10:00"))

    assert CALENDAR.spent(at("2026-11-23 10:00"), at("2026-11-30 10:00"), unit, pauses=[rest]) == units


def test_time_is_not_spent_backwards() -> None:
    with pytest.raises(LimitError, match="forwards only"):
        CALENDAR.spent(at("2026-11-23 10:00"), at("2026-11-22 10:00"), DAYS)
