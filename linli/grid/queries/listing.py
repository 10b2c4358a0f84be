"""The grids that a reader sees, by code, a page at a time: who answers, who lends a hand, what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from linli.areas.enums import AreaLevel
from linli.areas.queries.find import find_areas
from linli.areas.queries.map import AreaFacts, area_map, area_path
from linli.cases.queries.visible import in_the_open
from linli.grid.enums import COUNTED
from linli.grid.models import VoluntaryPost
from linli.grid.queries.stand_in import Answerer, answerers

SIZE = 40


@dataclass(frozen=True)
class GridLine:
    """One grid of the list."""

    facts: AreaFacts
    path: str
    answerer: Answerer
    volunteers: int
    open: int


@dataclass(frozen=True)
class GridPage:
    lines: list[GridLine]
    before: str
    after: str
    count: int


def grids_within(areas: Sequence[str]) -> list[AreaFacts]:
    """The active grids of some areas, in the order of their codes. No statement."""
    return [
        facts for facts in area_map().values()
        if facts.level == AreaLevel.GRID and facts.is_active and any(facts.code.startswith(area) for area in areas)
    ]  # fmt: skip


def grids_called(words: str, areas: Sequence[str]) -> list[AreaFacts]:
    """Those of them that answer to words: a grid itself, or all grids of a village or town of that name."""
    found = [facts.code for facts in find_areas(words, limit=200)]
    return [facts for facts in grids_within(areas) if any(facts.code.startswith(code) for code in found)]


def running_on(day: date) -> QuerySet[VoluntaryPost]:
    """The voluntary posts that are held on a day."""
    return VoluntaryPost.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day, withdrawn_at__isnull=True
    )


def open_counts(grids: Sequence[str]) -> dict[str, int]:
    """How many matters are open in each grid."""
    rows = in_the_open().filter(grid__in=grids).exclude(stage="done").values("grid").annotate(n=Count("id"))
    return dict(rows.values_list("grid", "n"))


def grid_page(
    areas: Sequence[str], words: str = "", *, after: str = "", before: str = "", size: int = SIZE
) -> GridPage:
    """A page of the grids of some areas. Three statements."""
    every = grids_called(words, areas) if words.strip() else grids_within(areas)
    if before:
        shown = [facts for facts in every if facts.code < before][-size:]
    else:
        shown = [facts for facts in every if facts.code > after][:size]
    codes = [facts.code for facts in shown]
    there = answerers(codes)
    # Party members are not counted: a number by grid would say who.
    helping = running_on(localdate()).filter(grid__in=codes, kind__in=COUNTED).values("grid").annotate(n=Count("id"))
    volunteers, matters = dict(helping.values_list("grid", "n")), open_counts(codes)
    lines = [
        GridLine(facts, " ".join(area_path(facts.code)), there[facts.code], volunteers.get(facts.code, 0),
                 matters.get(facts.code, 0))
        for facts in shown
    ]  # fmt: skip
    return GridPage(
        lines, before=codes[0] if codes and every[0].code < codes[0] else "",
        after=codes[-1] if codes and codes[-1] < every[-1].code else "", count=len(every),
    )  # fmt: skip
