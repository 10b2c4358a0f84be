"""What a figure counts, and the list that it opens: the same condition, read through the same `at_desk`."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import make_aware

from linli.people.reader import Reader
from linli.petitions.queries.listing import Row, row_of
from linli.petitions.queries.visible import at_desk

PAGE = 50
NO_BODY = "-"
OVER = Q(over_at__isnull=False)
VIEWS: dict[str, Q] = {
    "": Q(), "closed": OVER, "in_time": OVER & Q(is_in_time=True), "late": OVER & Q(is_in_time=False),
    "answered": Q(answered_at__isnull=False), "urged": Q(urged_at__isnull=False),
    "supervised": Q(supervised_at__isnull=False), "rated": Q(rated_at__isnull=False),
}  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to: a view, an aim, a round, a body, a town, days of coming in (both included)."""

    view: str = ""
    aim: str = ""
    round: str = ""
    unit: str = ""  # its number, or NO_BODY
    town: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def words(self) -> dict[str, str]:
        """As the address says it."""
        said = {"view": self.view, "aim": self.aim, "round": self.round, "unit": self.unit, "town": self.town,
                "first": self.first, "last": self.last}  # fmt: skip
        return {name: str(value) for name, value in said.items() if value}

    def of(self, **more: Any) -> "Wanted":
        return replace(self, **more)

    @property
    def condition(self) -> Q:
        found = VIEWS.get(self.view, Q())
        same = {"aim": self.aim, "round": self.round, "town": self.town}
        found &= Q(**{name: value for name, value in same.items() if value})
        if self.unit:
            found &= Q(case__lead_unit__isnull=True) if self.unit == NO_BODY else Q(case__lead_unit=UUID(self.unit))
        if self.first:
            found &= Q(received_at__gte=make_aware(datetime.combine(self.first, time())))
        if self.last:  # the calendar itself ends, and an address may say so
            last = min(self.last, date.max - timedelta(days=2)) + timedelta(days=1)
            found &= Q(received_at__lt=make_aware(datetime.combine(last, time())))
        return found


@dataclass(frozen=True)
class CountedList:
    """A page of the list; `older` is the key of the next, empty at the end."""

    rows: list[Row]
    older: str = ""


def counted_list(reader: Reader, wanted: Wanted, *, older: str = "", size: int = PAGE) -> CountedList:
    """The petitions that a figure counts, newest first. One statement."""
    found = at_desk(reader).filter(wanted.condition)
    if key := _read(older):
        found = found.filter(Q(received_at__lt=key[0]) | Q(received_at=key[0], id__lt=key[1]))
    rows = list(found.select_related("case").order_by("-received_at", "-id")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return CountedList(
        [row_of(one) for one in rows], f"{rows[-1].received_at.isoformat()}~{rows[-1].id}" if more else ""
    )


def _read(key: str) -> tuple[datetime, UUID] | None:
    """The key of a page; None where the address was tampered with."""
    at, _, number = key.partition("~")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, UUID(number)) if moment.tzinfo else None
    except ValueError:
        return None
