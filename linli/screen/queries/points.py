"""Where the open matters of a village lie: clustered, and only so far as nobody can be known by it.

The rule. Only matters of public space whose kind may be named; never a confidential one, a complaint or a closed compartment.
They are put together in cells of 150 metres. A cell with three or more is drawn, at their middle, with their number. Of a cell
with fewer only those are drawn that residents have been shown already and follow; the others are counted below the map and not
placed, because a single point at a door says whose matter it is. Behind sign-in only, and on the schematic ground.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from linli.areas.queries.drawing import Drawing
from linli.cases.enums import Stage
from linli.cases.models import Case
from linli.screen.queries.view import View, may_name

FEWEST = 3
CELL_METRES = 150
METRES_A_DEGREE = 111_195
MOST = 600  # of a village's open matters, the soonest due first: the reading stays bounded
RADIUS = 15  # units of the drawing


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int
    count: int
    is_late: bool

    @property
    def radius(self) -> int:
        return min(44, RADIUS + round(4 * sqrt(self.count)))


@dataclass(frozen=True)
class Points:
    """What is drawn, and how many matters are not placed."""

    points: tuple[Point, ...] = ()
    unplaced: int = 0


Spot = tuple[int, int, bool, bool]  # where, whether overdue, whether followed


def points_of(view: View, drawing: Drawing, *, at: datetime) -> Points:
    """The points of a village or a grid. One statement, on the index of a village's open matters by what is due."""
    rows = (
        Case.objects.filter(village=view.area[:12], compartment="", is_public=True, is_confidential=False, lon__isnull=False,
                            **({"grid": view.area} if view.is_grid else {}), **({"kind": view.kind} if view.kind else {}))
        .exclude(stage=Stage.DONE)
        .order_by("next_due_at", "id")
        .values_list("lon", "lat", "kind_id", "next_due_at", "followers")[:MOST]
    )  # fmt: skip
    cells: defaultdict[tuple[int, int], list[Spot]] = defaultdict(list)
    cell = CELL_METRES / METRES_A_DEGREE * drawing.unit
    for lon, lat, kind, due_at, followers in rows:
        spot = drawing.place(lon, lat) if lon is not None and lat is not None and may_name(kind) else None
        if spot:
            is_late = due_at is not None and due_at < at
            cells[int(spot[0] // cell), int(spot[1] // cell)].append((*spot, is_late, followers > 0))
    points, unplaced = [], 0
    for spots in cells.values():
        if len(spots) >= FEWEST:
            points.append(_together(spots))
            continue
        points += [_together([one]) for one in spots if one[3]]
        unplaced += sum(not one[3] for one in spots)
    return Points(tuple(sorted(points, key=lambda point: -point.count)), unplaced)


def _together(spots: list[Spot]) -> Point:
    count = len(spots)
    x, y = (round(sum(one[axis] for one in spots) / count) for axis in (0, 1))
    return Point(x, y, count, any(one[2] for one in spots))
