"""Counts: a verb inserts deltas, a job folds them and rolls them up. Nothing is ever updated in a verb, so nobody waits."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate

from linli.cases.enums import Movement, Span
from linli.cases.models import Case, Delta, Figure, Rollup
from linli.cases.models.figure import COLUMN_OF, DIVIDED, PARTS

COLUMNS = "day, town, village, unit_id, kind_id, source, compartment, movement"


def delta(case: Case, movement: Movement, count: int = 1, *, at: datetime) -> Delta:
    """One step of a count, with the dimensions that the case has now."""
    return Delta(
        day=localdate(at), town=case.town, village=case.village, unit_id=case.lead_unit_id, kind_id=case.kind_id,
        source=case.source, compartment=case.compartment, movement=movement, count=count,
    )  # fmt: skip


def moved(case: Case, before: "Place", contact: Iterable[Movement] = ()) -> list[Delta]:
    """Take what is counted of an open case out of where it was counted and put it where it belongs now.

    `contact`: what is counted of its first contact.
    """
    if Place.of(case) == before:
        return []
    found = []
    for movement in (*_counted(case), *contact):
        out = delta(case, movement, -1, at=case.opened_at)
        out.town, out.village, out.unit_id, out.kind_id = before.town, before.village, before.unit_id, before.kind_id
        found += [out, delta(case, movement, 1, at=case.opened_at)]
    return found


def _counted(case: Case) -> Iterator[Movement]:
    """What is counted of an open case on the day it came in."""
    yield Movement.OPENED
    for movement, moment in (
        (Movement.FILED, case.accepted_at),
        (Movement.DISPATCHED, case.dispatched_at),
        (Movement.REDIRECTED, case.redirected_at),
    ):
        if moment:
            yield movement


class Place:
    """Where a case is counted."""

    def __init__(self, town: str, village: str, unit_id: UUID | None, kind_id: str) -> None:
        self.town, self.village, self.unit_id, self.kind_id = town, village, unit_id, kind_id

    @classmethod
    def of(cls, case: Case) -> "Place":
        return cls(case.town, case.village, case.lead_unit_id, case.kind_id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self.__dict__ == other.__dict__

    __hash__ = None  # type: ignore[assignment]


def fold_deltas(limit: int = 50_000) -> int:
    """Add waiting deltas to the figures and delete them, in one statement each; return how many."""
    delta_table, figure_table = Delta._meta.db_table, Figure._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"""WITH taken AS (
                    DELETE FROM {delta_table} WHERE id IN (
                        SELECT id FROM {delta_table} ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
                    RETURNING {COLUMNS}, count),
                summed AS (SELECT {COLUMNS}, sum(count) AS count FROM taken GROUP BY {COLUMNS}),
                kept AS (
                    INSERT INTO {figure_table} AS figure ({COLUMNS}, count) SELECT {COLUMNS}, count FROM summed
                    ON CONFLICT ({COLUMNS}) DO UPDATE SET count = figure.count + excluded.count RETURNING 1)
                SELECT (SELECT count(*) FROM taken), (SELECT count(*) FROM kept)""",  # noqa: S608
            [limit],
        )
        row = cursor.fetchone()
    return int(row[0])


def roll_up(limit: int = 5_000) -> int:
    """Add what figures have gained to the roll-ups, in one statement; return how many figures it was.

    It may stop anywhere and go on later: what a figure holds beyond `rolled` is read beside the roll-ups meanwhile.
    """
    cells = ", ".join(
        f"('{scope}', {COLUMN_OF[scope]}, '{part}', {COLUMN_OF[part]})"
        for scope, parts in PARTS.items()
        for part in parts
    )
    keys = "scope, value, part, span, first_on, movement, key"
    figure, rollup = Figure._meta.db_table, Rollup._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"""WITH taken AS (
                    SELECT id, {COLUMNS}, count - rolled AS step FROM {figure} WHERE count <> rolled
                    LIMIT %s FOR UPDATE SKIP LOCKED),
                marked AS (
                    UPDATE {figure} figure SET rolled = figure.rolled + taken.step FROM taken WHERE figure.id = taken.id),
                daily AS (
                    SELECT scope, value, part, key, day, movement, sum(step) AS step
                    FROM taken CROSS JOIN LATERAL (VALUES {cells}) AS cell (scope, value, part, key)
                    WHERE compartment = '' AND (scope = '' OR value <> '')
                      AND (part = '' OR (key <> '' AND movement = ANY(%s)))
                    GROUP BY scope, value, part, key, day, movement),
                spread AS (
                    SELECT scope, value, part, key, span, first_on, movement, sum(step) AS step
                    FROM daily CROSS JOIN LATERAL (VALUES
                        ({Span.DAY}, day),
                        ({Span.TEN}, (date_trunc('month', day)::date + least(20, (extract(day FROM day)::int - 1) / 10 * 10))),
                        ({Span.MONTH}, date_trunc('month', day)::date)) AS span (span, first_on)
                    GROUP BY scope, value, part, key, span, first_on, movement HAVING sum(step) <> 0),
                kept AS (
                    INSERT INTO {rollup} AS rollup ({keys}, count)
                    SELECT {keys}, step FROM spread ORDER BY {keys}
                    ON CONFLICT ({keys}) DO UPDATE SET count = rollup.count + excluded.count)
                SELECT count(*) FROM taken""",  # noqa: S608  (all of it constants of this module)
            [limit, [str(movement) for movement in DIVIDED]],
        )
        row = cursor.fetchone()
    return int(row[0])


def keep_counts() -> None:
    """Fold and roll up all that waits."""
    while fold_deltas() or roll_up():
        pass
