"""How many matters stand in each view: all counts of a page in one statement, each bounded, as lists are read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import now

from linli.cases.models import Case
from linli.cases.queries.filters import SOON, CaseFilter, midnight_after
from linli.cases.queries.listing import MOST_COUNTED
from linli.cases.queries.visible import scope_values, scopes, scopes_holding
from linli.common.queries.compiled import Values, compiled, kept_statement
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


@dataclass(frozen=True)
class Tally:
    """Rows to be counted beside the lists: whatever `rows` gives for an account."""

    name: str
    rows: Callable[[UUID], QuerySet[Any]]


def count_views(
    reader: Reader, wanted: Mapping[str, CaseFilter], *, tallies: Sequence[Tally] = (), most: int = MOST_COUNTED
) -> dict[str, Bounded]:
    """Count several lists of a reader at once, and what else is to be counted, each up to `most`. One statement."""
    moment = now()
    lists = {name: (one, scopes(reader, assisting=not one.lead)) for name, one in wanted.items()}
    values: dict[str, Any] = {"at": moment, "soon": moment + SOON, "midnight": midnight_after(moment)}
    for name, (one, found) in lists.items():
        given = scope_values(found) | one.values
        values |= {f"{name} {word}": value for word, value in given.items()}
    if tallies and reader.actor_id:
        values["account"] = reader.actor_id

    def write(values: Values) -> list[QuerySet[Any, Any]]:
        ranges: list[QuerySet[Any, Any]] = []
        for name, (one, found) in lists.items():
            own = {
                word.removeprefix(f"{name} "): value for word, value in values.items() if word.startswith(f"{name} ")
            }
            narrowed = one.holding(own).apply(
                Case.objects.all(), at=values["at"], soon=values["soon"], midnight=values["midnight"]
            )
            ranges += [scope.within(narrowed).order_by().values("id") for scope in scopes_holding(found, own)]
        ranges += [tally.rows(values["account"]).order_by().values("pk") for tally in tallies]
        return [found[: most + 1] for found in ranges]

    shape = (
        "counts", most, tuple((name, one.shape, tuple(scope.column for scope in found)) for name, (one, found) in lists.items()),
        tuple(tally.name for tally in tallies),
    )  # fmt: skip
    sizes = [*(len(found) for _, found in lists.values()), *(1 for _ in tallies)]
    around = partial(_counted, sizes)
    is_plain = all(one.shape is not None for one in wanted.values())
    statement = kept_statement(shape, values, write, around) if is_plain else compiled(values, write, around)
    row = statement.rows(values, plan_anew=not is_plain or any(one.values for one in wanted.values()))[0]
    names = [*wanted, *(tally.name for tally in tallies)]
    return {name: Bounded(min(found, most), found > most) for name, found in zip(names, row, strict=True)}


def _counted(sizes: list[int], texts: list[str]) -> str:
    """One SELECT of counts. Plain UNION: what two posts both see is counted once."""
    left = iter(texts)
    groups = [" UNION ".join(f"({text})" for text in islice(left, size)) for size in sizes]
    counts = [f"(SELECT count(*) FROM ({group}) AS seen)" if group else "0" for group in groups]  # noqa: S608
    return f"SELECT {', '.join(counts)}"


def today_filters() -> dict[str, CaseFilter]:
    return {view: CaseFilter(view=view) for view in TODAY_VIEWS}
