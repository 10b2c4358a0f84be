"""What has become of a grid, and out of what it came."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.areas.queries.map import area_map
from linli.grid.enums import ChangeKind
from linli.grid.models import GridChange

SHOWN = 12
CAME = {
    ChangeKind.MERGED: _("Took in"), ChangeKind.SPLIT: _("Part of what was"), ChangeKind.MOVED: _("Was until then"),
}  # fmt: skip


@dataclass(frozen=True)
class ChangeLine:
    change: GridChange
    title: str
    other: str  # the code of the other grid, where there is one
    other_name: str


def change_lines(grid: str) -> list[ChangeLine]:
    """The history of a grid as ground, newest first. One statement."""
    rows = GridChange.objects.filter(Q(grid=grid) | Q(became=grid)).order_by("-at", "-id")[:SHOWN]
    return [_line(row, grid) for row in rows]


def _line(row: GridChange, grid: str) -> ChangeLine:
    kind = ChangeKind(row.kind)
    if kind == ChangeKind.RENAMED:
        return ChangeLine(row, f"{row.name_before} → {row.name_after}", "", "")
    is_old = row.grid == grid
    other = row.became if is_old else row.grid
    known = area_map().get(other)
    return ChangeLine(row, str(kind.label) if is_old else str(CAME[kind]), other, known.name if known else other)
