"""Figures: folded counts plus what is not folded yet, and questions to the partial index of open cases.

Each figure carries the filter that opens the very list it counts; a test compares the two for every role.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Count as Counted
from django.db.models import Q
from django.utils.timezone import now

from linli.cases.enums import Movement
from linli.cases.models import Case, Delta, Figure
from linli.cases.models.figure import PARTS
from linli.cases.queries.filters import CaseFilter, view_condition
from linli.cases.queries.procedure import kind_map
from linli.cases.queries.rollups import Kept, sums
from linli.cases.queries.visible import Scope, scopes
from linli.common.shares import hundredths
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
        return hundredths(self.on_time.value, self.on_time.value + self.late.value)


@dataclass(frozen=True)
class Sheet:
    """The figures of a period as one reader may see them, and the moment they were read."""

    first: date
    last: date
    read_at: datetime
    base: CaseFilter
    counts: dict[tuple[str, str, str], int]  # by (town, "", movement), ("", kind, movement) and ("", "", movement)
    open: Count
    late: Count
    soon: Count
    waiting: Count
    to_route: Count

    @cached_property
    def whole(self) -> Line:
        return self._line("", self.base, [("", "")])

    @cached_property
    def by_town(self) -> list[Line]:
        codes = sorted({town for town, _, _ in self.counts if town})
        return [self._line(code, replace(self.base, town=code), [(code, "")]) for code in codes]

    @cached_property
    def by_major(self) -> list[Line]:
        """The kinds put together by their major kind, those with most first."""
        kinds: dict[str, list[tuple[str, str]]] = {}
        for kind in self._kinds():
            kinds.setdefault(kind_map()[kind].major_code, []).append(("", kind))
        return _most_first([self._line(code, replace(self.base, major=code), keys) for code, keys in kinds.items()])

    @cached_property
    def by_kind(self) -> list[Line]:
        return self.kinds_of("")

    def kinds_of(self, major: str) -> list[Line]:
        """The kinds of a major kind, or all, those with most first."""
        kinds = [kind for kind in self._kinds() if not major or kind_map()[kind].major_code == major]
        return _most_first([self._line(kind, replace(self.base, kind=kind), [("", kind)]) for kind in kinds])

    def _kinds(self) -> set[str]:
        return {kind for _, kind, _ in self.counts if kind}

    def _line(self, code: str, where: CaseFilter, keys: list[tuple[str, str]]) -> Line:
        """A line of figures: the counts under these keys together, each with the list of where they lie."""
        first, last = self.first.isoformat(), self.last.isoformat()
        closed = replace(where, view="done", closed_from=first, closed_to=last)

        def count(movement: Movement, opens: CaseFilter) -> Count:
            return Count(sum(self.counts.get((*key, movement), 0) for key in keys), opens)

        return Line(
            code, count(Movement.OPENED, replace(where, opened_from=first, opened_to=last)),
            count(Movement.CLOSED_ON_TIME, replace(closed, outcome="on_time")),
            count(Movement.CLOSED_LATE, replace(closed, outcome="late")),
        )  # fmt: skip


def _most_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.opened.value, line.code))


def scope_condition(found: tuple[Scope, ...]) -> tuple[str, list[str]]:
    columns = {"lead_unit": "unit_id"}
    if any(scope.column == "" for scope in found):
        return "TRUE", []
    parts = [f"{columns.get(scope.column, scope.column)} = %s" for scope in found if scope.column != "grid"]
    return (" OR ".join(parts) or "FALSE"), [scope.value for scope in found if scope.column != "grid"]


def figures(reader: Reader, first: date, last: date, *, town: str = "") -> Sheet:
    """Read the sheet: two statements, one on the folded counts of the period and one on the cases that are open."""
    base = CaseFilter(view="all", town=town, lead="1")
    running = _running(reader, town)
    now_open = {view: Count(count, replace(base, view=view)) for view, count in running.items()}
    return Sheet(first, last, now(), base, _movements(reader, first, last, town), **now_open)


def _movements(reader: Reader, first: date, last: date, town: str) -> dict[tuple[str, str, str], int]:
    """The counts of a period, by (town, "", movement), by ("", kind, movement), and of the whole by ("", "", movement).

    From the roll-ups where one answers what the reader may see; else from the figures of each day.
    """
    found = scopes(reader, assisting=False)
    kept = _kept(found, town)
    if kept is None:
        return _by_day(found, first, last, town)
    counts = {
        (one.key if one.part == "town" else "", one.key if one.part == "kind" else "", one.movement): one.total
        for one in sums(kept, first, last, parts=("town", "kind"))
        if one.total
    }
    if kept.scope == "town":  # the one town of the sheet is its whole
        counts |= {(kept.value, "", movement): count for (_, kind, movement), count in counts.items() if not kind}
    return counts


def _kept(found: tuple[Scope, ...], town: str) -> Kept | None:
    """The roll-up of what a reader may see of a town, or of all; None where there is none: of a village, a unit, several posts."""
    if len(found) != 1:
        return None
    [scope] = found
    if scope.column == "" and town:
        return Kept("town", town)
    if town and (scope.column, scope.value) != ("town", town):
        return None
    return Kept(scope.column, scope.value) if scope.column in PARTS else None


def _by_day(found: tuple[Scope, ...], first: date, last: date, town: str) -> dict[tuple[str, str, str], int]:
    condition, values = scope_condition(found)
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
