from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from linli.common.calendar import CalendarFileError, DayKind, WorkingDays
from linli.common.calendar.holiday_file import SHIPPED
from tests.common.calendar.places import holidays_with_2027, year_2027

DAYS = WorkingDays.load()


@pytest.mark.parametrize(
    "day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10", "2026-11-23"]
)
def test_makeup_days_and_ordinary_days_are_worked(day: str) -> None:
    assert DAYS.is_working_day(date.fromisoformat(day)) is True


@pytest.mark.parametrize("day", ["2026-01-02", "2026-02-17", "2026-02-21", "2026-05-05", "2026-10-07", "2026-11-28"])
def test_holidays_and_weekends_are_not_worked(day: str) -> None:
    assert DAYS.is_working_day(date.fromisoformat(day)) is False


def test_2026_has_its_33_dates_off_and_six_makeup_days() -> None:
    kinds = Counter(kind for day, kind in DAYS.kinds.items() if day.year == 2026)

    assert kinds == {DayKind.HOLIDAY: 33, DayKind.MAKEUP: 6}


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2026-02-13", "2026-02-14"),
        ("2026-02-14", "2026-02-24"),
        ("2026-09-18", "2026-09-20"),
        ("2026-09-30", "2026-10-08"),
        ("2026-10-09", "2026-10-10"),
        ("2026-11-27", "2026-11-30"),
    ],
)
def test_next_working_day_follows_the_notice(day: str, following: str) -> None:
    assert DAYS.next_working_day(date.fromisoformat(day)) == date.fromisoformat(following)


def test_known_years_are_those_of_the_file() -> None:
    assert DAYS.known_years == {2024, 2025, 2026}
    assert DAYS.last_known_year == 2026


def test_without_a_file_no_year_is_known_and_monday_to_friday_is_worked() -> None:
    days = WorkingDays({})

    assert days.last_known_year is None
    assert [days.is_working_day(date(2026, 10, day)) for day in range(1, 8)] == [True, True, False, False, *[True] * 3]


def test_unknown_year_counts_monday_to_friday() -> None:
    assert [DAYS.is_working_day(date(2027, 1, day)) for day in range(1, 5)] == [True, False, False, True]


def test_last_days_of_december_wait_for_the_next_notice(tmp_path: Path) -> None:
    after = WorkingDays.load(holidays_with_2027(tmp_path))

    assert [DAYS.is_certain(date(2026, 12, day)) for day in (28, 29, 31)] == [True, False, False]
    assert DAYS.is_certain(date(2025, 12, 31)) is True
    assert DAYS.is_certain(date(2027, 1, 1)) is False
    assert [after.is_certain(date(2026, 12, 31)), after.is_certain(date(2027, 1, 1))] == [True, True]


def test_notice_reaching_back_into_december_does_not_make_that_year_known(tmp_path: Path) -> None:
    path = tmp_path / "holidays.csv"
    path.write_text("date,kind,name\n2026-12-31,holiday,New Year\n" + year_2027(), encoding="utf-8")

    days = WorkingDays.load(path)

    assert days.known_years == {2027}
    assert days.is_working_day(date(2026, 12, 31)) is False


def test_file_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "holidays.csv"
    path.write_bytes(b"\xef\xbb\xbf" + SHIPPED.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")

    assert WorkingDays.load(path).kinds == DAYS.kinds


GOOD = year_2027()


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("2027-01-01,holiday,Again\n" + GOOD, 3, "2027-01-01 stands in the file twice"),
        ("2027-02-30,holiday,None\n" + GOOD, 2, "'2027-02-30' is not a date like 2026-01-01"),
        ("2027/1/2,holiday,Slashes\n" + GOOD, 2, "'2027/1/2' is not a date like 2026-01-01"),
        ("\n2027-06-09,festival,Word\n" + GOOD, 3, "'festival' is not a kind: holiday, makeup_workday"),
        ("2027-06-09,holiday\n" + GOOD, 2, "has 2 columns instead of 3"),
        ("2027-06-09,makeup_workday,X\n" + GOOD, 2, "2027-06-09 is a make-up day but no Saturday or Sunday"),
        (GOOD + "2028-01-01,holiday,Alone\n", 29, "2028 has 1 dates off, fewer than 20"),
        (GOOD.replace("2027-10-02,holiday", "2027-10-30,holiday"), 2, "2027 lacks the holiday 10-02"),
        ("", None, "holds no day"),
    ],
)
def test_bad_file_is_refused_with_its_line(tmp_path: Path, rows: str, line: int | None, reason: str) -> None:
    path = tmp_path / "holidays.csv"
    path.write_text("date,kind,name\n" + rows, encoding="utf-8")

    with pytest.raises(CalendarFileError) as refusal:
        WorkingDays.load(path)

    assert (refusal.value.line, refusal.value.reason) == (line, reason)
    assert str(refusal.value) == (f"holidays.csv, line {line}: {reason}" if line else f"holidays.csv: {reason}")


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "the first line must be date,kind,name"),
        (b"day,kind,name\n", 1, "the first line must be date,kind,name"),
        ("date,kind,name\n2027-01-01,holiday,元旦\n".encode("gb18030"), None, "is not UTF-8 text"),
        (
            b"date,kind,name\n2027-01-01,holiday," + b"x" * 200_000,
            2,
            "is not CSV: field larger than field limit (131072)",
        ),
    ],
)
def test_file_that_is_no_holiday_file_is_refused(tmp_path: Path, content: bytes, line: int | None, reason: str) -> None:
    path = tmp_path / "holidays.csv"
    path.write_bytes(content)

    with pytest.raises(CalendarFileError) as refusal:
        WorkingDays.load(path)

    assert (refusal.value.line, refusal.value.reason) == (line, reason)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarFileError, match=r"^none\.csv: cannot be read: No such file or directory$"):
        WorkingDays.load(tmp_path / "none.csv")
