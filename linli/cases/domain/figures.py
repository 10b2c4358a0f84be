"""Counts: a verb inserts deltas, a job folds them. Nothing is ever updated in a verb, so nobody waits."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate

from linli.cases.enums import Movement
from linli.cases.models import Case, Delta, Figure

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
