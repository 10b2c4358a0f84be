"""What days brought, of one scope: from the roll-ups, and from what is folded or not yet folded and not rolled up. One statement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from linli.cases.enums import Movement, Span
from linli.cases.models import Delta, Figure, Rollup
from linli.cases.models.figure import COLUMN_OF, DIVIDED, PARTS
from linli.cases.spans import spans_of


@dataclass(frozen=True)
class Kept:
    """A scope of which roll-ups are kept: "" the county, else a town or a source."""

    scope: str = ""
    value: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return PARTS[self.scope]


class Sum(NamedTuple):
    """How often something happened: in the whole (`part` "") or in one part of it; of one day, or of the period."""

    part: str
    key: str
    day: date | None
    movement: str
    total: int


def sums(
    kept: Kept, first: date, last: date, *, parts: Iterable[str] = (), movements: Iterable[Movement] = DIVIDED,
    days_from: date | None = None,
) -> Iterator[Sum]:  # fmt: skip
    """Add up a period of a scope: its whole, and each of the `parts` of those movements that are divided.

    `days_from`: the whole day by day from there on, instead of as one.
    """
    wanted = [part for part in parts if part and part in kept.parts]
    rolled, values = _rolled(kept, first, last, wanted, days_from)
    late, more = _late(kept, first, last, wanted, days_from)
    names = [str(movement) for movement in movements]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT part, key, day, movement, sum(count)::bigint FROM ({rolled} UNION ALL {late}) AS steps
                WHERE movement = ANY(%s) GROUP BY part, key, day, movement""",  # noqa: S608
            [*values, *more, names],
        )
        for row in cursor.fetchall():
            yield Sum(*row)


def _rolled(kept: Kept, first: date, last: date, parts: list[str], days_from: date | None) -> tuple[str, list[Any]]:
    table, found = Rollup._meta.db_table, spans_of(first, last)
    together = parts if days_from else ["", *parts]
    # Each span by itself (OFFSET 0 keeps it so): else the planner may read all of a town and throw most of it away.
    text = f"""SELECT held.part, held.key, NULL::date AS day, held.movement, held.count
        FROM unnest(%s::smallint[], %s::date[]) AS one (span, first_on)
        CROSS JOIN LATERAL (
            SELECT part, key, movement, count FROM {table}
            WHERE scope = %s AND value = %s AND part = ANY(%s) AND span = one.span AND first_on = one.first_on OFFSET 0
        ) AS held"""  # noqa: S608
    values: list[Any] = [[int(span) for span, _ in found], [day for _, day in found], kept.scope, kept.value, together]
    if days_from:
        text += f""" UNION ALL SELECT '', '', first_on, movement, count FROM {table}
            WHERE scope = %s AND value = %s AND part = '' AND span = {Span.DAY} AND first_on BETWEEN %s AND %s"""  # noqa: S608
        values += [kept.scope, kept.value, days_from, last]
    return text, values


def _late(kept: Kept, first: date, last: date, parts: list[str], days_from: date | None) -> tuple[str, list[Any]]:
    """The same of what is not rolled up yet: of the last minute, so read as it stands."""
    day = "day" if days_from else "NULL::date"
    cells = ", ".join([f"('', '', {day})", *(f"('{part}', {COLUMN_OF[part]}, NULL::date)" for part in parts)])
    where = f"day BETWEEN %s AND %s AND compartment = '' AND {COLUMN_OF[kept.scope]} = %s"
    columns = "day, town, village, unit_id, kind_id, source, movement"
    # OFFSET 0: of those that wait, which are few, and not of all that lie in the scope, which the planner takes for fewer.
    text = f"""SELECT cell.part, cell.key, cell.day, movement, count FROM (
            SELECT {columns}, step AS count FROM (
                SELECT {columns}, compartment, count - rolled AS step FROM {Figure._meta.db_table}
                WHERE count <> rolled AND day BETWEEN %s AND %s OFFSET 0) AS waiting
            WHERE compartment = '' AND {COLUMN_OF[kept.scope]} = %s
            UNION ALL SELECT {columns}, count FROM {Delta._meta.db_table} WHERE {where}) AS late
        CROSS JOIN LATERAL (VALUES {cells}) AS cell (part, key, day)
        WHERE cell.part = '' OR (cell.key <> '' AND late.day >= %s AND movement = ANY(%s))"""  # noqa: S608
    period = [min(first, days_from or first), last, kept.value]
    return text, [*period, *period, first, [str(movement) for movement in DIVIDED]]
