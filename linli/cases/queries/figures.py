"""Figures: folded counts plus what is not folded yet, and questions to the partial index of open cases.

Each figure carries the filter that opens the very list it counts; a test compares the two for every role.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count as Counted
from django.db.models import Q
from django.utils.timezone import now

from linli.cases.enums import Movement
from linli.cases.models import Case, Delta, Figure
from linli.cases.queries.filters import CaseFilter, view_condition
from linli.cases.queries.visible import Scope, scopes
from linli.people.reader import Reader


@dataclass(frozen=True)
class Count:
    """A number and the list it counts."""

    value: int
    filter: CaseFilter

    @property
    def address(self) -> str:
        return self.filter.address()


@dataclass(frozen=True)
class Line:
    """One row of a table of figures."""

    code: str  # of the town or kind
    opened: Count
    on_time: Count
    late: Count

    @property
    def share(self) -> int | None:
        """On time of closed, in hundredths; None where nothing was closed."""
        closed = self.on_time.value + self.late.value
        return round(100 * self.on_time.value / closed) if closed else None


@dataclass(frozen=True)
class Sheet:
    """The figures of a period as one reader may see them, and the moment they were read."""

    first: date
    last: date
    read_at: datetime
    whole: Line
    by_town: list[Line]
    by_kind: list[Line]
    open: Count
    late: Count
    soon: Count
    waiting: Count
    to_route: Count


def _condition(found: tuple[Scope, ...]) -> tuple[str, list[str]]:
    columns = {"lead_unit": "unit_id"}
    if any(scope.column == "" for scope in found):
        return "TRUE", []
    parts = [f"{columns.get(scope.column, scope.column)} = %s" for scope in found if scope.column != "grid"]
    return (" OR ".join(parts) or "FALSE"), [scope.value for scope in found if scope.column != "grid"]


def figures(reader: Reader, first: date, last: date, *, town: str = "") -> Sheet:
    """Read the sheet: two statements, whose cost does not grow with the cases."""
    base = CaseFilter(view="all", town=town, lead="1")
    rows = _movements(reader, first, last, town)
    running = _running(reader, town)
    period = {"opened_from": first.isoformat(), "opened_to": last.isoformat()}
    closed = {"closed_from": first.isoformat(), "closed_to": last.isoformat(), "view": "done"}

    def line(code: str, **where: str) -> Line:
        def count(movement: Movement, **words: str) -> Count:
            key = (where.get("town", ""), where.get("kind", ""), movement)
            return Count(rows.get(key, 0), CaseFilter(**{**base.__dict__, **where, **words}))

        return Line(
            code, count(Movement.OPENED, **period),
            count(Movement.CLOSED_ON_TIME, **closed, outcome="on_time"),
            count(Movement.CLOSED_LATE, **closed, outcome="late"),
        )  # fmt: skip

    towns = sorted({code for code, _, _ in rows if code})
    kinds = [line(kind, kind=kind) for kind in {kind for _, kind, _ in rows if kind}]
    views = ("open", "late", "soon", "waiting", "to_route")
    open_, late, soon, waiting, to_route = (
        Count(running[view], CaseFilter(**{**base.__dict__, "view": view})) for view in views
    )
    return Sheet(
        first, last, now(), line(""),
        [line(code, town=code) for code in towns],
        sorted(kinds, key=lambda row: (-row.opened.value, row.code)),
        open_, late, soon, waiting, to_route,
    )  # fmt: skip


def _movements(reader: Reader, first: date, last: date, town: str) -> dict[tuple[str, str, str], int]:
    """The counts of a period, folded and not yet folded together: by (town, "", movement), by ("", kind, movement),
    and of the whole by ("", "", movement)."""
    condition, values = _condition(scopes(reader, assisting=False))
    only_town = "AND town = %s" if town else ""
    half = (
        f"SELECT town, kind_id, movement, count FROM {{table}} "  # noqa: S608
        f"WHERE day BETWEEN %s AND %s AND compartment = '' AND movement IN ('opened', 'closed_on_time', 'closed_late') "
        f"{only_town} AND ({condition})"
    )
    parameters: list[Any] = [first, last, *([town] if town else []), *values]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT CASE WHEN grouping(town) = 0 THEN town END, CASE WHEN grouping(kind_id) = 0 THEN kind_id END,
                       movement, sum(count)::bigint
                FROM ({half.format(table=Figure._meta.db_table)} UNION ALL {half.format(table=Delta._meta.db_table)}
                ) both_tables GROUP BY GROUPING SETS ((town, movement), (kind_id, movement), (movement))""",  # noqa: S608
            [*parameters, *parameters],
        )
        # A case without a place has the town "": it is in the whole, and no line of its own.
        return {
            (code or "", kind or "", movement): int(count)
            for code, kind, movement, count in cursor.fetchall()
            if count and code != ""
        }


def _running(reader: Reader, town: str) -> dict[str, int]:
    """How many are open, late, due soon, waiting, to be routed: one statement on the partial index of open cases."""
    views = ("open", "late", "soon", "waiting", "to_route")
    seen = Q()
    found = scopes(reader, assisting=False)
    if not found:
        return dict.fromkeys(views, 0)
    for scope in found:
        if scope.column == "":
            seen = Q()
            break
        seen |= Q(**{scope.column: scope.value})
    moment = now()
    base = Case.objects.filter(seen, compartment="").exclude(stage="done")
    base = base.filter(town=town) if town else base
    return base.aggregate(**{view: Counted("pk", filter=view_condition(view, moment)) for view in views})
