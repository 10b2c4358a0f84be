"""Which grids have their place (格格有阵地): a figure with its numerator and denominator, and both lists behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate

from linli.areas.enums import AreaLevel
from linli.areas.queries.map import AreaFacts, area_map
from linli.common.shares import hundredths
from linli.places.models import ServedGrid


@dataclass(frozen=True)
class Served:
    """The active grids of some areas, parted by whether a place that is open serves them."""

    having: tuple[AreaFacts, ...]
    lacking: tuple[AreaFacts, ...]

    @property
    def whole(self) -> int:
        return len(self.having) + len(self.lacking)

    @property
    def percent(self) -> int | None:
        """None where there is no grid: no share of nothing."""
        return hundredths(len(self.having), self.whole)


def served_grids(within: Iterable[str] = ("",)) -> Served:
    """Return which grids of some areas have their place. One statement."""
    areas, today = tuple(within), localdate()
    there = Q(place__closed_on__isnull=True) | Q(place__closed_on__gt=today)
    served = set(ServedGrid.objects.filter(there).values_list("grid", flat=True).distinct())
    grids = [
        facts for facts in area_map().values()
        if facts.level == AreaLevel.GRID and facts.is_active and facts.code.startswith(areas)
    ]  # fmt: skip
    return Served(
        tuple(facts for facts in grids if facts.code in served),
        tuple(facts for facts in grids if facts.code not in served),
    )
