"""Units beside each other: how many matters each closed, what share of those with a limit in time, how many days they took."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.cases.queries.visible import Scope, scopes
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader


@dataclass(frozen=True)
class Agency:
    """One unit as lead unit. `limited` of its closed matters had a limit; only those can be in time."""

    unit_id: UUID
    closed: int
    limited: int
    on_time: int
    median_days: float  # open, of the closed ones

    @property
    def name(self) -> str:
        return unit_name(self.unit_id)

    @property
    def share(self) -> float | None:
        """Closed in time of those that had a limit, 0 to 1."""
        return self.on_time / self.limited if self.limited else None


def agencies(reader: Reader, *, source: str = "") -> list[Agency]:
    """Return every unit that closed matters this reader may see, the busiest first. One statement.

    `source` narrows to what was imported from one other system.
    """
    condition, values = _seen(scopes(reader, assisting=False))
    narrowed = "AND external_source = %s" if source else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT lead_unit_id, count(*), count(due_at), count(*) FILTER (WHERE due_at IS NOT NULL AND is_on_time),
                    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at)) / 86400
                FROM {Case._meta.db_table}
                WHERE stage = %s AND compartment = '' AND lead_unit_id IS NOT NULL {narrowed} AND ({condition})
                GROUP BY lead_unit_id ORDER BY count(*) DESC, lead_unit_id""",  # noqa: S608  (names of our own columns)
            [Stage.DONE, *([source] if source else []), *values],
        )
        return [Agency(unit, closed, limited, on_time, float(days)) for unit, closed, limited, on_time, days in cursor]


def _seen(found: tuple[Scope, ...]) -> tuple[str, list[str]]:
    if any(scope.column == "" for scope in found):
        return "TRUE", []
    columns = {"lead_unit": "lead_unit_id"}
    parts = [f"{columns.get(scope.column, scope.column)} = %s" for scope in found]
    return (" OR ".join(parts) or "FALSE"), [scope.value for scope in found]
