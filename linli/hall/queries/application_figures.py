"""How many applications were finished, in time, and how long it took: by item, place and town, for the days of opening.

Completion: closed of all that came in those days. On time: decided in time of those closed. Average: days from taking on to
the decision of those closed. Each figure opens its own list (`queries.applications`), read through the same scopes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from linli.areas.queries.map import area_name
from linli.common.shares import Completion
from linli.hall.queries.applications import Wanted
from linli.hall.queries.counting import APPLICATIONS, counts
from linli.hall.queries.item import item_map
from linli.people.reader import Reader

LONGEST = timedelta(days=366)
DIVISIONS = {"item": "item_code", "place": "village", "town": "town"}


@dataclass(frozen=True)
class FigureLine(Completion):
    """One line: what it is of, with numerators and denominators."""

    title: str
    wanted: Wanted


def application_figures(reader: Reader, by: str, first: date, last: date) -> tuple[FigureLine, list[FigureLine]]:
    """The whole, and its parts by item, place or town, largest first. Four statements at most."""
    column = DIVISIONS[by]
    parts = counts(APPLICATIONS, reader, first, last, (column,), named=Max("place__name"))
    lines = [_line(_title(by, part), _wanted(by, part[column], first, last), part) for part in parts]
    whole = {name: sum(part[name] for part in parts) for name in APPLICATIONS.measures}
    return _line("", Wanted(first=first, last=last), whole), sorted(lines, key=lambda line: (-line.came, line.title))


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
    days = round(row["days"] / row["decided"], 1) if row["decided"] else None
    return FigureLine(row["came"], row["closed"], row["in_time"], days, title, wanted)
