"""A period put together of as few spans as hold it: months, thirds of a month, and days at its edges."""

from calendar import monthrange
from datetime import date, timedelta

from linli.cases.enums import Span

LARGEST_FIRST = (Span.MONTH, Span.TEN, Span.DAY)


def spans_of(first: date, last: date) -> list[tuple[Span, date]]:
    """The spans of a period, each with its first day; every day of it stands in exactly one of them."""
    found = []
    day = first
    while day <= last:
        span, end = next(
            (span, end) for span in LARGEST_FIRST if beginning(span, day) == day and (end := ending(span, day)) <= last
        )
        found.append((span, day))
        day = end + timedelta(days=1)
    return found


def beginning(span: Span, day: date) -> date:
    """The first day of the span that a day lies in."""
    if span == Span.MONTH:
        return day.replace(day=1)
    return day.replace(day=min(20, (day.day - 1) // 10 * 10) + 1) if span == Span.TEN else day


def ending(span: Span, first: date) -> date:
    """The last day of a span that begins on a day."""
    if span == Span.DAY:
        return first
    length = monthrange(first.year, first.month)[1]
    return first.replace(day=length if span == Span.MONTH or first.day == 21 else first.day + 9)
