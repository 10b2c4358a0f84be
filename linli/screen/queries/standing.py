"""How things stand: questions to the partial index of open cases, divided by area or by unit. One statement each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.cases.queries.filters import view_condition
from linli.screen.queries.view import AREA_WORDS, View

VIEWS = ("open", "today", "late", "waiting", "to_route")
BELOW = {6: "town", 9: "village", 12: "grid", 15: "grid"}
Standing = dict[str, int]


def _open_cases(view: View) -> QuerySet[Case]:
    cases = Case.objects.filter(compartment="").exclude(stage=Stage.DONE)
    word = AREA_WORDS.get(len(view.area))
    narrowed = {word: view.area} if word else {}
    return cases.filter(**narrowed, **({"kind": view.kind} if view.kind else {}))


def _divided(view: View, column: str, at: datetime) -> Iterable[dict[str, Any]]:
    counts = {name: Count("pk", filter=view_condition(name, at)) for name in VIEWS}
    rows: Iterable[dict[str, Any]] = _open_cases(view).order_by().values(column).annotate(**counts)
    return rows


def standing_by_area(view: View, *, at: datetime) -> dict[str, Standing]:
    """The open cases of each area directly below; those without one, which stand with the whole only, under ""."""
    column = BELOW[len(view.area)]
    return {row[column]: {name: row[name] for name in VIEWS} for row in _divided(view, column, at)}


def standing_by_unit(view: View, *, at: datetime) -> dict[UUID, Standing]:
    """The open cases of each lead unit."""
    rows = _divided(view, "lead_unit", at)
    return {row["lead_unit"]: {name: row[name] for name in VIEWS} for row in rows if row["lead_unit"]}


def total(standing: dict[str, Standing]) -> Standing:
    return {name: sum(row[name] for row in standing.values()) for name in VIEWS}
