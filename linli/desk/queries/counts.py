"""How many matters stand in each view: all counts of a page in one statement, each bounded, as lists are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.timezone import now

from linli.cases.models import Case
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import MOST_COUNTED
from linli.cases.queries.visible import scopes
from linli.people.reader import Reader

TODAY_VIEWS = ("open", "late", "soon", "waiting", "to_route")


@dataclass(frozen=True)
class Bounded:
    """A count, exact up to a bound."""

    value: int
    is_more: bool = False

    def __str__(self) -> str:
        return f"{self.value:,}+" if self.is_more else f"{self.value:,}"

    def __bool__(self) -> bool:
        return self.value > 0


def count_views(reader: Reader, wanted: Mapping[str, CaseFilter], *, most: int = MOST_COUNTED) -> dict[str, Bounded]:
    """Count several lists of a reader at once, each up to `most`. One statement, none for a reader without a scope."""
    moment = now()
    parts: list[str] = []
    values: list[Any] = []
    for one in wanted.values():
        ranges = [
            scope.within(one.apply(Case.objects.all(), at=moment)).order_by().values("id")[: most + 1]
            for scope in scopes(reader, assisting=not one.lead)
        ]
        if not ranges:
            return dict.fromkeys(wanted, Bounded(0))
        statements = [found.query.sql_with_params() for found in ranges]
        # Plain UNION: what two posts both see is counted once.
        parts.append(f"(SELECT count(*) FROM ({' UNION '.join(f'({sql})' for sql, _ in statements)}) AS seen)")  # noqa: S608
        values += [value for _, given in statements for value in given]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        row: Iterable[int] = cursor.fetchone() or ()
    return {
        name: Bounded(min(found, most), found > most) for name, found in zip(wanted, row, strict=True)
    }  # fmt: skip


def today_filters() -> dict[str, CaseFilter]:
    return {view: CaseFilter(view=view) for view in TODAY_VIEWS}
