"""How many orders a menu's lines had: ordered, taken, done, in time, rated. Of the days of ordering; each opens its list.

No figure is of a person: who took how many is counted nowhere (domain.md §21).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max

from linli.common.shares import hundredths
from linli.hall.queries.counting import ORDERS, counts
from linli.hall.queries.item import in_language
from linli.hall.queries.orders import WantedOrders
from linli.people.reader import Reader

COUNTED = {"came": "", "taken": "was_taken", "done": "was_done", "in_time": "on_time", "rated": "rated"}


@dataclass(frozen=True)
class OrderFigures:
    """One line: a line of a menu at its place. `grade`: the average of those rated, 1 to 5."""

    title: str
    place: str
    wanted: WantedOrders
    counts: dict[str, int]
    grade: float | None

    @property
    def punctuality(self) -> int | None:
        """None where nothing is done: no share of nothing."""
        return hundredths(self.counts["in_time"], self.counts["done"])

    def wanted_for(self, figure: str) -> WantedOrders:
        """The list that a figure counts."""
        return replace(self.wanted, view=COUNTED[figure])


def order_figures(reader: Reader, first: date, last: date) -> list[OrderFigures]:
    """By line of the menu, most ordered first. Four statements at most."""
    wanted = WantedOrders(first=first, last=last)
    names = {"name": Max("entry__name"), "name_en": Max("entry__name_en"), "at": Max("place__name")}
    rows = counts(ORDERS, reader, first, last, ("entry",), **names)
    lines = [_line(row, replace(wanted, entry=row["entry"])) for row in rows]
    return sorted(lines, key=lambda line: (-line.counts["came"], line.place, line.title))


def _line(row: dict[str, Any], wanted: WantedOrders) -> OrderFigures:
    grade = round(row["grades"] / row["rated"], 1) if row["rated"] else None
    return OrderFigures(
        in_language(row["name"], row["name_en"]), row["at"], wanted, {name: row[name] for name in COUNTED}, grade
    )
