"""What was drawn on the map becomes ground: a line splits a grid, a corner moves for all who share it, a new grid fills a gap.

Coordinates are longitude and latitude in WGS-84. What is drawn is first looked at: done for real, measured, taken back.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db import transaction
from django.utils.translation import gettext as _
from shapely.ops import split

from linli.areas.enums import AreaLevel, Fault
from linli.areas.metres import METRES_A_DEGREE, square_metres
from linli.areas.models import Area
from linli.areas.queries.coverage import Finding, report_of_boundaries, shape_of
from linli.areas.queries.drawing import Drawing, drawing_of
from linli.areas.queries.map import area_map, grids_of
from linli.common.domain.configuration import forget_everything
from linli.common.errors import ChangedSince
from linli.grid.domain.redrawing import Part, add_grid, draw_grid, next_code, split_grid
from linli.grid.enums import DrawnDeed
from linli.grid.errors import GridReasonNeeded, NoSuchGrid, NotYourGrid, PartsWrong
from linli.grid.rules import may_redraw
from linli.people.reader import Reader

Corner = tuple[float, float]
Move = tuple[Corner, Corner]
REACH_METRES = 30.0  # how far from the outline a line may end and still be meant to cross it
SAME_METRES = 1.0  # corners nearer than that are the same corner
LEAST_SQUARE_METRES = 100.0


@dataclass(frozen=True)
class Drawn:
    """What somebody has drawn on a grid: a line, corners with where they go, or the outline of a new grid."""

    deed: DrawnDeed
    points: tuple[Corner, ...] = ()
    moves: tuple[Move, ...] = ()
    names: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Look:
    """What would be there: the village drawn anew, each grid that is new or other with its size, faults that are new."""

    drawing: Drawing | None
    grids: list[tuple[str, float]]
    findings: list[Finding]
    seen: str


def look_at_drawing(grid: str, drawn: Drawn, *, by: Reader) -> Look:
    """Say what a drawing would do. Nothing is changed. Raises as the deed itself."""
    seen, before = fingerprint(grid), set(_faults(grid))
    try:
        with transaction.atomic():
            codes = _do(grid, drawn, by)
            known = area_map()
            found = Look(
                drawing=drawing_of(grid[:12]), seen=seen,
                grids=[(known[code].name, square_metres(shape)) for code in codes if (shape := shape_of(code)) is not None],
                findings=[one for one in _faults(grid) if one not in before],
            )  # fmt: skip
            transaction.set_rollback(True)
    finally:
        forget_everything()  # what was read meanwhile was never true
    return found


def apply_drawing(grid: str, drawn: Drawn, *, seen: str, by: Reader) -> list[str]:
    """Do what was drawn, if the ground is still as it was seen; return the grids that are new or other. Raises ChangedSince."""
    try:
        with transaction.atomic():
            # Whoever draws in the same village at the same moment waits here.
            list(Area.objects.select_for_update().filter(code=grid[:12]))
            if fingerprint(grid) != seen:
                raise ChangedSince
            return _do(grid, drawn, by)
    finally:
        forget_everything()


def fingerprint(grid: str) -> str:
    """The ground of the village as it stands, in a few letters."""
    shapes = [(facts.code, shape_of(facts.code)) for facts in grids_of(grid[:12])]
    said = b"".join(code.encode() + shapely.to_wkb(shape) for code, shape in shapes if shape is not None)
    return hashlib.sha256(said).hexdigest()[:16]


def cut_grid(grid: str, line: Sequence[Corner], *, names: Sequence[str], reason: str, by: Reader) -> list[str]:
    """Split a grid by a line drawn across it; the names go to its parts from the largest. Raises as `split_grid`."""
    whole = shape_of(grid)
    if whole is None:
        raise PartsWrong(fault=_("the grid has no outline"))
    if len(line) < 2:
        raise PartsWrong(fault=_("a line needs two points or more"))
    pieces = split(whole, _across(whole, line)).geoms
    parts = sorted(
        (piece for piece in pieces if square_metres(piece) >= LEAST_SQUARE_METRES), key=lambda one: -one.area
    )
    if len(parts) < 2:
        raise PartsWrong(fault=_("the line does not cross it from side to side"))
    if len(names) != len(parts):
        raise PartsWrong(fault=_("the line makes %(n)s parts; write so many names") % {"n": len(parts)})
    made = split_grid(grid, [Part(*pair) for pair in zip(names, parts, strict=True)], reason=reason, by=by)
    return [area.code for area in made]


def move_corners(grid: str, moves: Sequence[Move], *, reason: str, by: Reader) -> list[str]:
    """Move corners of a grid, for every grid of the village that shares them, so that no gap opens between them.

    Where a neighbour has only an edge there, the edge gets a corner. Corners on the border of the village stay.
    Raises NoSuchGrid, NotYourGrid, GridReasonNeeded, PartsWrong.
    """
    if not reason.strip():
        raise GridReasonNeeded
    if not moves:
        raise PartsWrong(fault=_("no corner was moved"))
    shapes = {facts.code: shape for facts in grids_of(grid[:12]) if (shape := shape_of(facts.code)) is not None}
    if grid not in shapes:
        raise PartsWrong(fault=_("the grid has no outline"))
    border = shape_of(grid[:12])
    changed = dict(shapes)
    for at, to in moves:
        spot = _corner_of(changed[grid], at)
        if border is not None and border.boundary.distance(shapely.Point(spot)) * METRES_A_DEGREE < SAME_METRES:
            raise PartsWrong(fault=_("a corner on the border of the village cannot be moved here"))
        changed = {code: _bent(shape, spot, to) for code, shape in changed.items()}
    codes = [code for code, shape in changed.items() if not shape.equals(shapes[code])]
    if any(not changed[code].is_valid or changed[code].is_empty for code in codes):
        raise PartsWrong(fault=_("an outline would cross itself"))
    with transaction.atomic():
        for code in codes:
            draw_grid(code, changed[code], by=by, reason=reason)
        _check_new_faults(grid, shapes)
    return codes


def fill_ground(village: str, corners: Sequence[Corner], *, name: str, reason: str, by: Reader) -> list[str]:
    """Open a grid in ground of a village that no grid has; what others have is left to them.

    Raises NoSuchGrid, NotYourGrid, GridReasonNeeded, PartsWrong, CodesUsedUp.
    """
    facts = area_map().get(village)
    if facts is None or facts.level != AreaLevel.VILLAGE or not facts.is_active:
        raise NoSuchGrid
    if not may_redraw(by, village):
        raise NotYourGrid
    if not reason.strip():
        raise GridReasonNeeded
    if len(corners) < 3 or not (shape := shapely.Polygon(corners)).is_valid:
        raise PartsWrong(fault=_("an outline needs three corners or more and may not cross itself"))
    border = shape_of(village)
    free = shape if border is None else shape.intersection(border)
    taken = [other for one in grids_of(village) if (other := shape_of(one.code)) is not None]
    ground = free.difference(shapely.union_all(taken)) if taken else free
    parts = [part for part in shapely.get_parts(ground).tolist()
             if part.geom_type == "Polygon" and square_metres(part) >= LEAST_SQUARE_METRES]  # fmt: skip
    if not parts:
        raise PartsWrong(fault=_("no free ground lies in it"))
    with transaction.atomic():
        list(Area.objects.select_for_update().filter(code=village))
        code = add_grid(next_code(village), name=name, by=by).code
        draw_grid(code, shapely.union_all(parts), by=by, reason=reason)
    return [code]


def _do(grid: str, drawn: Drawn, by: Reader) -> list[str]:
    if not may_redraw(by, grid):
        raise NotYourGrid
    if drawn.deed == DrawnDeed.SPLIT:
        return cut_grid(grid, drawn.points, names=drawn.names, reason=drawn.reason, by=by)
    if drawn.deed == DrawnDeed.EDGE:
        return move_corners(grid, drawn.moves, reason=drawn.reason, by=by)
    return fill_ground(grid[:12], drawn.points, name=next(iter(drawn.names), ""), reason=drawn.reason, by=by)


def _across(whole: Any, line: Sequence[Corner]) -> Any:
    """The line with its ends drawn out beyond the outline, where they end near it."""
    points = [np.array(point) for point in line]
    for end, inner in ((0, 1), (-1, -2)):
        spot = shapely.Point(points[end])
        if whole.boundary.distance(spot) * METRES_A_DEGREE > REACH_METRES:
            continue  # far outside it crosses by itself; far inside it does not, and is refused
        way = points[end] - points[inner]
        length = float(np.hypot(*way)) or 1.0
        points[end] = points[end] + way / length * (2 * REACH_METRES / METRES_A_DEGREE)
    return shapely.LineString(points)


def _corner_of(shape: Any, at: Corner) -> Corner:
    """The corner of an outline that is meant, else the spot of its edge; refused where neither is there."""
    point = shapely.Point(at)
    corners = shapely.get_coordinates(shape)
    far = np.hypot(*(corners - np.array(at)).T) * METRES_A_DEGREE
    if far.min() <= 2 * SAME_METRES:
        return _pair(corners[int(far.argmin())])
    if shape.boundary.distance(point) * METRES_A_DEGREE > 2 * SAME_METRES:
        raise PartsWrong(fault=_("no corner and no edge of the grid lies where one was taken up"))
    nearest = shape.boundary.interpolate(shape.boundary.project(point))
    return nearest.x, nearest.y


def _bent(shape: Any, at: Corner, to: Corner) -> Any:
    parts = [
        shapely.Polygon(_ring(part.exterior, at, to), [_ring(hole, at, to) for hole in part.interiors])
        for part in shapely.get_parts(shape).tolist()
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _ring(ring: Any, at: Corner, to: Corner) -> list[Corner]:
    corners = [_pair(corner) for corner in ring.coords[:-1]]
    far = [float(np.hypot(x - at[0], y - at[1])) * METRES_A_DEGREE for x, y in corners]
    if min(far) < SAME_METRES / 2:
        return [to if distance < SAME_METRES / 2 else corner for corner, distance in zip(corners, far, strict=True)]
    point = shapely.Point(at)
    for place, corner in enumerate(corners):
        edge = shapely.LineString([corner, corners[(place + 1) % len(corners)]])
        if edge.distance(point) * METRES_A_DEGREE < SAME_METRES / 2:
            return [*corners[: place + 1], to, *corners[place + 1 :]]
    return corners


def _pair(corner: Any) -> Corner:
    return float(corner[0]), float(corner[1])


def _check_new_faults(grid: str, before: dict[str, Any]) -> None:
    """Moved corners may neither give ground to two nor reach beyond the village. Ground left to nobody is shown before."""
    after = [shape for facts in grids_of(grid[:12]) if (shape := shape_of(facts.code)) is not None]
    new, border = shapely.union_all(after), shape_of(grid[:12])
    old = border if border is not None else shapely.union_all(list(before.values()))
    already = square_metres(shapely.union_all(list(before.values())).difference(old))
    twice = _twice(after) - _twice(list(before.values()))
    for fault, metres in ((_("they reach beyond it"), square_metres(new.difference(old)) - already),
                          (_("they overlap"), twice)):  # fmt: skip
        if metres > LEAST_SQUARE_METRES:
            raise PartsWrong(fault=f"{fault} ({metres:,.0f} m²)")


def _twice(shapes: list[Any]) -> float:
    return sum(square_metres(shape) for shape in shapes) - square_metres(shapely.union_all(shapes))


def _faults(grid: str) -> list[Finding]:
    """Gaps, overlaps and what reaches beyond, of the village."""
    return [one for one in report_of_boundaries() if one.fault != Fault.MISSING and _is_of(one, grid[:12])]


def _is_of(finding: Finding, village: str) -> bool:
    return finding.parent == village or any(code.startswith(village) for code in finding.areas)
