"""Which grid a point lies in, answered in memory, with the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import STRtree

from linli.areas.codes import part_of
from linli.areas.enums import AreaLevel, Reason
from linli.areas.metres import METRES_A_DEGREE, stretch
from linli.areas.models import Boundary
from linli.areas.queries.map import area_map, area_path, current_code
from linli.common.domain.configuration import kept

SEARCHED = (AreaLevel.GRID, AreaLevel.VILLAGE, AreaLevel.TOWN, AreaLevel.COUNTY)
REASONS = tuple(Reason)
FOUND_IN = {
    AreaLevel.GRID: Reason.GRID,
    AreaLevel.VILLAGE: Reason.NO_GRID,
    AreaLevel.TOWN: Reason.NO_VILLAGE,
    AreaLevel.COUNTY: Reason.NO_VILLAGE,
}


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies and why we say so. `area` is the deepest code; empty where the point is nobody's."""

    area: str
    reason: Reason
    nearest: str = ""  # outside: the area that would have been next
    metres: int = 0  # outside: how far away it is
    is_schematic: bool = False

    @property
    def town(self) -> str:
        return part_of(self.area, AreaLevel.TOWN)

    @property
    def village(self) -> str:
        return part_of(self.area, AreaLevel.VILLAGE)

    @property
    def grid(self) -> str:
        return part_of(self.area, AreaLevel.GRID)

    @property
    def values(self) -> dict[str, str | int]:
        """What fills the reason's sentence; plain values, so that they can be stored beside its code."""
        code = self.area or self.nearest
        return {"name": " ".join(area_path(code)) if code else "", "metres": self.metres}

    @property
    def sentence(self) -> str:
        """The reason in the reader's language."""
        return str(self.reason.label) % self.values


@dataclass(frozen=True)
class LocatedMany:
    """The answers for many points, as columns: one object a point only where it is asked for."""

    areas: "np.ndarray[Any, np.dtype[np.str_]]"
    reasons: "np.ndarray[Any, np.dtype[np.int8]]"
    nearest: "np.ndarray[Any, np.dtype[np.str_]]"
    metres: "np.ndarray[Any, np.dtype[np.int64]]"
    schematic: "np.ndarray[Any, np.dtype[np.bool_]]"

    def __len__(self) -> int:
        return len(self.areas)

    def __getitem__(self, index: int) -> Located:
        return Located(
            area=str(self.areas[index]), reason=REASONS[self.reasons[index]], nearest=str(self.nearest[index]),
            metres=int(self.metres[index]), is_schematic=bool(self.schematic[index]),
        )  # fmt: skip

    def __iter__(self) -> Iterator[Located]:
        return (self[index] for index in range(len(self)))


@dataclass(frozen=True)
class _Layer:
    """The current boundaries of one level, in the order of their codes."""

    level: AreaLevel
    codes: "np.ndarray[Any, np.dtype[np.str_]]"
    schematic: "np.ndarray[Any, np.dtype[np.bool_]]"
    tree: STRtree
    latitude: float  # of its middle
    plane: STRtree  # the same, stretched there so that distances are true


def _read_layers() -> list[_Layer]:
    known = area_map()
    rows = Boundary.objects.filter(until_on__isnull=True).values_list("area_id", "shape", "is_schematic")
    by_level: dict[str, list[tuple[str, bytes, bool]]] = {level: [] for level in SEARCHED}
    for drawn, shape, is_schematic in rows:
        code = current_code(drawn)  # the ground of a merged village is its successor's
        if known[code].is_active and known[code].level in by_level and len(code) == len(drawn):
            by_level[known[code].level].append((code, bytes(shape), is_schematic))
    return [_layer(level, sorted(by_level[level])) for level in SEARCHED if by_level[level]]


def _layer(level: AreaLevel, rows: list[tuple[str, bytes, bool]]) -> _Layer:
    shapes = shapely.from_wkb([row[1] for row in rows])
    shapely.prepare(shapes)
    _, low, _, high = shapely.total_bounds(shapes)
    middle = float(low + high) / 2
    return _Layer(
        level=level, codes=np.array([row[0] for row in rows], dtype="U15"),
        schematic=np.array([row[2] for row in rows]), tree=STRtree(shapes),
        latitude=middle, plane=STRtree(stretch(shapes, middle)),
    )  # fmt: skip


def locate(longitude: float, latitude: float) -> Located:
    """Return where a WGS-84 point lies: its grid, or the deepest area drawn there, or none, and why."""
    return locate_many([longitude], [latitude])[0]


def locate_many(longitudes: Sequence[float], latitudes: Sequence[float]) -> LocatedMany:
    """Return where each of many WGS-84 points lies."""
    layers = kept("areas", _read_layers)
    x, y = np.asarray(longitudes, dtype=float), np.asarray(latitudes, dtype=float)
    is_place = (np.abs(x) <= 180) & (np.abs(y) <= 90)  # false where it is no number
    points = shapely.points(np.where(is_place, x, 0), np.where(is_place, y, 0))
    count = len(points)
    found = LocatedMany(
        areas=np.full(count, "", dtype="U15"), reasons=np.full(count, REASONS.index(Reason.NO_BOUNDARIES), np.int8),
        nearest=np.full(count, "", dtype="U15"), metres=np.zeros(count, np.int64), schematic=np.zeros(count, np.bool_),
    )  # fmt: skip
    found.reasons[~is_place] = REASONS.index(Reason.NOWHERE)
    open_ = np.flatnonzero(is_place)
    for layer in layers:
        if len(open_):
            open_ = _fill(found, layer, points, open_)
    if layers and len(open_):
        _fill_outside(found, layers[0], points, open_)
    return found


def _fill(found: LocatedMany, layer: _Layer, points: Any, open_: Any) -> Any:
    """Place the open points in one layer; return those that lie in none of its areas."""
    asked, areas = layer.tree.query(points[open_], predicate="intersects")
    if not len(asked):
        return open_
    order = np.lexsort((areas, asked))  # areas stand in the order of their codes: the first is the smallest
    asked, areas = asked[order], areas[order]
    placed, first, hits = np.unique(asked, return_index=True, return_counts=True)
    index = open_[placed]
    found.areas[index] = layer.codes[areas[first]]
    found.schematic[index] = layer.schematic[areas[first]]
    found.reasons[index] = REASONS.index(FOUND_IN[layer.level])
    if layer.level == AreaLevel.GRID:
        found.reasons[index[hits > 1]] = REASONS.index(Reason.BORDER)
    return np.delete(open_, placed)


def _fill_outside(found: LocatedMany, layer: _Layer, points: Any, open_: Any) -> None:
    found.reasons[open_] = REASONS.index(Reason.OUTSIDE)
    (asked, areas), away = layer.plane.query_nearest(
        stretch(points[open_], layer.latitude), return_distance=True, all_matches=False
    )
    index = open_[asked]
    found.nearest[index] = layer.codes[areas]
    found.metres[index] = np.rint(away * METRES_A_DEGREE).astype(np.int64)
    found.schematic[index] = layer.schematic[areas]


def sentence_of(reason: str, area: str, nearest: str = "", metres: int = 0) -> str:
    """Return the sentence for a reason that was stored with its values."""
    return Located(area=area, reason=Reason(reason), nearest=nearest, metres=metres).sentence
