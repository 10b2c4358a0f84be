"""What came and went: folded counts and what is not folded yet, divided five ways in one statement.

The cost follows the counts of the period, never the cases.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from linli.cases.enums import Movement
from linli.cases.models import Delta, Figure
from linli.screen.queries.view import View

Counts = defaultdict[str, int]
CLOSED = (Movement.CLOSED_ON_TIME, Movement.CLOSED_LATE)
SHOWN = (
    Movement.OPENED, *CLOSED, Movement.CONTACT_OWED, Movement.CONTACTED_ON_TIME, Movement.VISITED, Movement.VISIT_REACHED,
    Movement.VISIT_RESOLVED, Movement.VISIT_UNRESOLVED, Movement.VISIT_SATISFIED, Movement.VISIT_DISSATISFIED,
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
    below, column = BELOW.get(len(view.area), "''"), COLUMNS.get(len(view.area))
    where = "day BETWEEN %s AND %s AND compartment = '' AND movement = ANY(%s)"
    values: list[Any] = [view.trend_first, view.last, [str(movement) for movement in SHOWN]]
    for name, value in ((column, view.area), ("kind_id", view.kind)):
        if name and value:
            where += f" AND {name} = %s"
            values.append(value)
    half = f"SELECT day, {below} AS below, kind_id, source, movement, count FROM {{table}} WHERE {where}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT grouping(day, below, kind_id, source), day, below, kind_id, source, movement,
                       sum(count)::bigint, coalesce(sum(count) FILTER (WHERE day >= %s), 0)::bigint
                FROM ({half.format(table=Figure._meta.db_table)} UNION ALL {half.format(table=Delta._meta.db_table)}) both_tables
                GROUP BY GROUPING SETS ((movement), (day, movement), (below, movement), (kind_id, movement), (source, movement))
            """,  # noqa: S608
            [view.first, *values, *values],
        )
        for grouped, day, area, kind, source, movement, count, in_period in cursor.fetchall():
            if grouped == 0b1111:
                flows.whole[movement] = in_period
            elif grouped == 0b0111:
                flows.days[day][movement] = count
            elif grouped == 0b1011:
                flows.areas[area][movement] = in_period
            elif grouped == 0b1101:
                flows.kinds[kind][movement] = in_period
            else:
                flows.sources[source][movement] = in_period
    return flows
