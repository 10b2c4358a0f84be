"""What came and went: the counts of a period, divided five ways in one statement.

The cost follows the areas, kinds and sources that there are and the days of the period, never the cases.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from linli.cases.enums import Movement
from linli.cases.models import Delta, Figure
from linli.cases.queries.rollups import Kept, Sum, sums
from linli.screen.queries.view import View

Counts = defaultdict[str, int]
CLOSED = (Movement.CLOSED_ON_TIME, Movement.CLOSED_LATE)
SHOWN = (
    Movement.OPENED, *CLOSED, Movement.CONTACT_OWED, Movement.CONTACTED_ON_TIME, Movement.VISITED, Movement.VISIT_REACHED,
    Movement.VISIT_RESOLVED, Movement.VISIT_UNRESOLVED, Movement.VISIT_SATISFIED, Movement.VISIT_DISSATISFIED,
    Movement.RATED, Movement.RATED_GOOD,
)  # fmt: skip
# The area below the one looked at, by the length of its code, and the column of the area itself.
BELOW = {6: "town", 9: "village"}
COLUMNS = {9: "town", 12: "village"}


def _no_counts() -> Counts:
    return defaultdict(int)


@dataclass(frozen=True)
class Flows:
    """The counts of a period by movement: of the whole, and of each area below, kind, source and day."""

    whole: Counts = field(default_factory=_no_counts)
    areas: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(_no_counts))
    kinds: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(_no_counts))
    sources: defaultdict[str, Counts] = field(default_factory=lambda: defaultdict(_no_counts))
    days: defaultdict[date, Counts] = field(default_factory=lambda: defaultdict(_no_counts))


def closed_of(counts: Counts) -> int:
    return sum(counts[movement] for movement in CLOSED)


def read_flows(view: View) -> Flows:
    """Read the counts of the view's period, and of the days of its trend. One statement; none for a grid."""
    flows = Flows()
    if view.is_grid:
        return flows
    kept = _kept(view)
    found = _by_day(view) if kept is None else sums(
        kept, view.first, view.last, parts=(BELOW.get(len(view.area), ""), "kind", "source"), movements=SHOWN,
        days_from=view.trend_first,
    )  # fmt: skip
    parts = {
        "below": flows.areas,
        "town": flows.areas,
        "village": flows.areas,
        "kind": flows.kinds,
        "source": flows.sources,
    }
    for part, key, day, movement, count in found:
        if part:
            parts[part][key][movement] = count
        elif day is not None:
            flows.days[day][movement] = count
            flows.whole[movement] += count if day >= view.first else 0
    if view.kind:
        flows.kinds[view.kind].update(flows.whole)
    return flows


def _kept(view: View) -> Kept | None:
    """The roll-up that answers; none is kept of a village, nor of one kind."""
    if view.kind or len(view.area) > 9:
        return None
    return Kept("town", view.area) if len(view.area) == 9 else Kept()


def _by_day(view: View) -> Iterator[Sum]:
    """A village, or one kind, from the figures of each day: there are few, and an index has them."""
    below = BELOW.get(len(view.area), "''")
    column = COLUMNS.get(len(view.area), "")
    where = "day BETWEEN %s AND %s AND compartment = '' AND movement = ANY(%s)"
    values: list[Any] = [view.trend_first, view.last, [str(movement) for movement in SHOWN]]
    for name, value in ((column, view.area), ("kind_id", view.kind)):
        if name and value:
            where += f" AND {name} = %s"
            values.append(value)
    half = f"SELECT day, {below} AS below, kind_id, source, movement, count FROM {{table}} WHERE {where}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT CASE WHEN grouping(day) = 0 THEN '' WHEN grouping(below) = 0 THEN 'below'
                            WHEN grouping(kind_id) = 0 THEN 'kind' ELSE 'source' END,
                       coalesce(below, kind_id, source, ''), day, movement,
                       CASE WHEN grouping(day) = 0 THEN sum(count)
                            ELSE coalesce(sum(count) FILTER (WHERE day >= %s), 0) END::bigint
                FROM ({half.format(table=Figure._meta.db_table)} UNION ALL {half.format(table=Delta._meta.db_table)}) both_tables
                GROUP BY GROUPING SETS ((day, movement), (below, movement), (kind_id, movement), (source, movement))""",  # noqa: S608
            [view.first, *values, *values],
        )
        for row in cursor.fetchall():
            yield Sum(*row)
