"""How often each grade was given, by item, place or town, in some days. Each figure opens its list.

Never in the order of grades; nothing by window, because at most windows one person sits (domain.md §21).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_name
from linli.common.shares import hundredths
from linli.people.reader import Reader
from linli.ratings.enums import Grade, Rated
from linli.ratings.models import Rating
from linli.ratings.queries.listing import NO_ITEM, Wanted, condition, visible_to

BY = {"item": ("kind", "item_code"), "place": ("place__code",), "town": ("town",)}
GRADES = tuple(sorted(Grade, reverse=True))


@dataclass(frozen=True)
class Line:
    """One row: how many were rated, how many with each grade (best first)."""

    name: str
    about: str
    wanted: Wanted
    count: int
    grades: tuple[tuple[int, int], ...]  # grade, count

    @property
    def good(self) -> int:
        return sum(count for grade, count in self.grades if grade >= Grade.FAIR)

    @property
    def percent(self) -> int | None:
        """None where nothing was rated: no share of nothing."""
        return hundredths(self.good, self.count)


def rating_figures(reader: Reader, by: str, first: date, last: date) -> tuple[Line, list[Line]]:
    """The whole, and its parts in the order of their names. One statement."""
    wanted = Wanted(first=first, last=last)
    counts: dict[str, Any] = {f"grade_{grade}": Count("pk", filter=Q(grade=grade)) for grade in GRADES}
    rows = Rating.objects.filter(visible_to(reader), condition(wanted)).order_by().values(*BY[by])
    found = rows.annotate(**counts, called=Max("title"), at=Max("place__name"))
    lines = sorted((_line(dict(row), by, wanted) for row in found), key=lambda line: (line.about, line.name))
    whole = tuple((grade, sum(dict(line.grades)[grade] for line in lines)) for grade in map(int, GRADES))
    return Line("", "", wanted, sum(line.count for line in lines), whole), lines


def _line(row: dict[str, Any], by: str, wanted: Wanted) -> Line:
    grades = tuple((int(grade), row[f"grade_{grade}"]) for grade in GRADES)
    count = sum(number for _grade, number in grades)
    if by == "town":
        return Line(area_name(row["town"]), "", wanted.of(town=row["town"]), count, grades)
    if by == "place":
        return Line(row["at"], "", wanted.of(place=row["place__code"]), count, grades)
    kind = Rated(row["kind"])
    narrowed = wanted.of(kind=str(kind), item=row["item_code"] or NO_ITEM)
    return Line(row["called"] if row["item_code"] else _("No item chosen"), str(kind.label), narrowed, count, grades)
