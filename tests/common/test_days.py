"""A day of an address is a day that figures can count from, or none."""

from datetime import date

import pytest

from linli.common.days import day_in


def test_a_day_is_read():
    assert day_in("2026-11-26") == date(2026, 11, 26)


@pytest.mark.parametrize(
    "text", ["", None, "0001-01-01", "2000-12-31", "2200-01-01", "9999-12-31", "2026-02-30", "26.11.2026", "\x00"]
)
def test_what_is_no_day_of_ours_is_none(text):
    assert day_in(text) is None
