"""How many applications were finished, in time, and how long it took: by item, place and town, for the days of opening.

Completion: closed of all that came in those days. On time: decided in time of those closed. Average: days from taking on to
the decision of those closed. Each figure opens its own list (`queries.applications`), read through the same scopes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, ExpressionWrapper, F, Max, Q
from django.db.models.fields import DurationField

from linli.areas.queries.map import area_name
from linli.cases.queries.visible import scopes
from linli.common.shares import hundredths
from linli.hall.models import Application
from linli.hall.queries.applications import Wanted, held_by, midnight_after, midnight_of
from linli.hall.queries.item import item_map
from linli.people.reader import Reader

LONGEST = timedelta(days=366)
DIVISIONS = {"item": "item_code", "place": "village", "town": "town"}


@dataclass(frozen=True)
class FigureLine:
    """One line: what it is of, with numerators and denominators."""

    title: str
    wanted: Wanted
    came: int
    closed: int
    on_time: int
    days: float | None

    @property
    def completion(self) -> int | None:
        return hundredths(self.closed, self.came)

    @property
    def punctuality(self) -> int | None:
        """None where nothing was closed: no share of nothing."""
        return hundredths(self.on_time, self.closed)


def application_figures(reader: Reader, by: str, first: date, last: date) -> tuple[FigureLine, list[FigureLine]]:
    """The whole, and its parts by item, place or town, largest first. Two statements."""
    seen = Q(pk__in=())
    for scope in scopes(reader):
        seen |= held_by(scope)
    rows = Application.objects.filter(seen, opened_at__gte=midnight_of(first), opened_at__lt=midnight_after(last))
    whole = rows.aggregate(**_counts())
    column = DIVISIONS[by]
    parts = rows.order_by().values(column).annotate(**_counts(), named=Max("place__name"))
    lines = [_line(_title(by, part), _wanted(by, part[column], first, last), part) for part in parts]
    return _line("", Wanted(first=first, last=last), whole), sorted(lines, key=lambda line: (-line.came, line.title))


def _counts() -> dict[str, Any]:
    closed = Q(case__state="closed")
    taken = ExpressionWrapper(F("decided_on") - F("case__accepted_at__date"), output_field=DurationField())
    return {
        "came": Count("pk"), "closed": Count("pk", filter=closed),
        "in_time": Count("pk", filter=closed & Q(case__is_on_time=True)), "took": Avg(taken, filter=closed),
    }  # fmt: skip


def _wanted(by: str, value: str, first: date, last: date) -> Wanted:
    return Wanted(item=value, first=first, last=last) if by == "item" else Wanted(area=value, first=first, last=last)


TITLES: dict[str, Callable[[dict[str, Any]], str]] = {
    "item": lambda part: item.title if (item := item_map().get(part["item_code"])) else str(part["item_code"]),
    "place": lambda part: str(part["named"]),
    "town": lambda part: area_name(part["town"]),
}


def _title(by: str, part: dict[str, Any]) -> str:
    return TITLES[by](part)


def _line(title: str, wanted: Wanted, row: dict[str, Any]) -> FigureLine:
    took = row["took"]
    days = round(took.total_seconds() / 86_400, 1) if took is not None else None
    return FigureLine(title, wanted, row["came"], row["closed"], row["in_time"], days)
