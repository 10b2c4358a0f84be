"""The week of a page on which a time is chosen."""

from datetime import date, timedelta
from typing import Any

from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate, localtime
from django.utils.translation import pgettext

from linli.bookings.queries.slots import DaySlots
from linli.people.doors import ReadRequest

DAYS = 7


def week_context(request: ReadRequest, horizon: int) -> dict[str, Any]:
    """The week asked for, and those beside it, as far as it can be booked."""
    first, last, step = first_day(request, horizon), localdate() + timedelta(days=horizon), timedelta(days=DAYS)
    return {
        "first": first, "before": max(first - step, localdate()) if first > localdate() else None,
        "after": first + step if first + step <= last else None,
    }  # fmt: skip


def first_day(request: ReadRequest, horizon: int) -> date:
    """The day asked for, as far as it can be booked."""
    today = localdate()
    try:
        asked = parse_date(request.GET.get("day", "") or request.POST.get("day", "")) or today
    except ValueError:
        asked = today
    return min(max(asked, today), today + timedelta(days=horizon))


def heading_of(day: DaySlots) -> str:
    # Translators: Django's date format letters.
    return format_date(day.on, pgettext("date format", "l, j M Y"))


def times_of(day: DaySlots) -> list[tuple[str, str, int]]:
    return [(slot.starts_at.isoformat(), f"{localtime(slot.starts_at):%H:%M}", slot.left) for slot in day.slots]


def free_and_full(days: list[DaySlots]) -> dict[str, Any]:
    """The times of some days for the page, and which of them can be waited for."""
    return {
        "days": [(heading_of(day), times_of(day)) for day in days],
        "full": [slot for day in days for slot in day.slots if not slot.left],
        "has_free": any(slot.left for day in days for slot in day.slots),
    }
