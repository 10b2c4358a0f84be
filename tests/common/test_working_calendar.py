"""The calendar in force: replaced by a file, and never taken away by a faulty one."""

import pytest

from linli.common import working_calendar as kept
from linli.common.calendar import CalendarFileError
from linli.common.calendar.holiday_file import SHIPPED
from linli.common.working_calendar import working_calendar

NEXT = "".join(f"2027-{month:02}-{day:02},holiday,假\n" for month, day in [
    (1, 1), *((2, day) for day in range(5, 14)), (4, 5), *((5, day) for day in range(1, 6)), (6, 9),
    *((10, day) for day in range(1, 8)),
])  # fmt: skip


@pytest.fixture
def file(tmp_path, settings):
    settings.LINLI_HOLIDAYS = tmp_path / "holidays.csv"
    settings.LINLI_HOLIDAYS.write_text(SHIPPED.read_text("utf-8"), "utf-8")
    yield settings.LINLI_HOLIDAYS
    kept._in_force.clear()
    kept._refused.clear()


def replace(file, text):
    half = file.with_suffix(".half")
    half.write_text(text, "utf-8")
    half.replace(file)


def test_a_replaced_file_is_read_anew(file):
    assert working_calendar().days.last_known_year == 2026
    before = working_calendar().signature

    replace(file, file.read_text("utf-8") + NEXT)

    assert working_calendar().days.last_known_year == 2027
    assert working_calendar().signature != before


@pytest.mark.parametrize("text", ["", "date,kind,name\n2027-01-01,holiday,x\n", "nonsense"])
def test_a_faulty_file_leaves_the_calendar_as_it_was_and_is_said_once(file, caplog, text):
    before = working_calendar()

    replace(file, text)

    assert [working_calendar() is before for _ in range(3)] == [True] * 3
    assert len([record for record in caplog.records if "holidays.csv" in record.message]) == 1


def test_a_file_that_vanishes_leaves_the_calendar_and_comes_back(file):
    before = working_calendar()

    file.rename(file.with_suffix(".away"))
    assert working_calendar() is before
    replace(file, file.with_suffix(".away").read_text("utf-8") + NEXT)

    assert working_calendar().days.last_known_year == 2027


def test_a_file_that_was_never_good_is_refused(tmp_path, settings):
    settings.LINLI_HOLIDAYS = tmp_path / "none.csv"

    with pytest.raises(CalendarFileError):
        working_calendar()
