"""How many mediations, town by town. Counts only, and none that is so small that neighbours could tell whose it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from linli.areas.queries.map import area_name, county_code
from linli.mediation.models import Mediation
from linli.mediation.rules import MAY_COUNT
from linli.people.reader import Reader

FEWEST = 5


@dataclass(frozen=True)
class Line:
    """A town: None stands for a number from 1 to 4, which is not shown."""

    name: str
    applied: int | None
    settled: int | None


@dataclass(frozen=True)
class Figures:
    lines: list[Line]
    applied: int | None
    settled: int | None


def figures(reader: Reader, start: datetime, end: datetime) -> Figures:
    """What was applied for between two moments, and how much of it is settled by now. One statement."""
    areas = tuple(post.area for post in reader.with_role(*MAY_COUNT) if len(post.area) <= len(county_code()) + 3)
    seen = Q(pk__in=())
    for area in areas:
        seen |= Q(town=area) if len(area) > len(county_code()) else Q(town__startswith=area)
    found = Mediation.objects.filter(seen, applied_at__gte=start, applied_at__lt=end)
    rows: list[Any] = list(
        found.values("town")
        .annotate(applied=Count("id"), settled=Count("id", filter=Q(is_settled=True)))
        .order_by("town")
    )
    lines = [Line(area_name(row["town"]), _shown(row["applied"]), _shown(row["settled"])) for row in rows]
    return Figures(lines, _whole([row["applied"] for row in rows]), _whole([row["settled"] for row in rows]))


def _shown(count: int) -> int | None:
    return None if 0 < count < FEWEST else count


def _whole(counts: list[int]) -> int | None:
    """The sum; not where what is hidden could be worked out from it: one hidden number, or all of them together too few."""
    hidden = [count for count in counts if _shown(count) is None]
    if hidden and (len(hidden) == 1 or sum(hidden) < FEWEST):
        return None
    return sum(counts)
