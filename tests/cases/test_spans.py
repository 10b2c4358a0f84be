"""A period is put together of months, thirds of a month and days, each day in exactly one of them."""

from datetime import date, timedelta
from random import Random

import pytest

from linli.cases.enums import Span
from linli.cases.spans import beginning, ending, spans_of


@pytest.mark.parametrize("seed", range(40))
def test_every_day_stands_in_exactly_one_span(seed):
    draw = Random(seed)
    first = date(2024, 1, 1) + timedelta(days=draw.randrange(1000))
    last = first + timedelta(days=draw.randrange(1100))

    found = spans_of(first, last)

    days = [day + timedelta(days=number) for span, day in found for number in range((ending(span, day) - day).days + 1)]
    assert days == [first + timedelta(days=number) for number in range((last - first).days + 1)]
    assert all(beginning(span, day) == day for span, day in found)
    assert len(found) <= 36 + 4 + 18 + 1


def test_a_month_is_one_span_and_its_thirds_are_three():
    assert spans_of(date(2026, 2, 1), date(2026, 2, 28)) == [(Span.MONTH, date(2026, 2, 1))]
    assert spans_of(date(2026, 2, 1), date(2026, 2, 27)) == [
        (Span.TEN, date(2026, 2, 1)), (Span.TEN, date(2026, 2, 11)), *((Span.DAY, date(2026, 2, day)) for day in range(21, 28)),
    ]  # fmt: skip
    assert [ending(Span.TEN, date(2026, 1, day)).day for day in (1, 11, 21)] == [10, 20, 31]


def test_nothing_is_put_together_of_no_days():
    assert spans_of(date(2026, 2, 2), date(2026, 2, 1)) == []
