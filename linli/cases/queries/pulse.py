"""Whether anything has happened: one short statement, however many matters there are."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from linli.cases.models import Case, CaseEvent

LOOKED_AT = (
    64  # a deed that commits later than one begun after it still stands among the last ones, and moves their sum
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last deeds as they stand in the history. Two that are alike: no deed was written in between."""

    last: int
    together: int


def pulse(since: datetime | None, at: datetime) -> tuple[Pulse, bool]:
    """Return the pulse, and whether the limit of an open matter has passed after `since` and until now."""
    event, case = CaseEvent._meta.db_table, Case._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT coalesce(max(id), 0), coalesce(sum(id), 0)::bigint,
                  EXISTS (SELECT 1 FROM {case} WHERE stage <> 'done' AND next_due_at > %s AND next_due_at <= %s)
                FROM (SELECT id FROM {event} ORDER BY id DESC LIMIT {LOOKED_AT}) last_ones""",  # noqa: S608
            [since, at],
        )
        last, together, is_passed = cursor.fetchone()
    return Pulse(last, together), is_passed
