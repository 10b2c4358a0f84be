"""How well the boundaries cover the county: gaps, overlaps, what reaches beyond its parent, what has none."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import STRtree

from linli.areas.codes import parent_of
from linli.areas.enums import AreaLevel, Fault
from linli.areas.metres import METRES_A_DEGREE, square_metres
from linli.areas.models import Boundary
from linli.areas.queries.map import area_map, current_code
from linli.common.domain.configuration import kept

LEAST_SQUARE_METRES = 10.0
LEAST_WIDTH_METRES = 0.5  # thinner than that is rounding, not ground
LEVELS = (AreaLevel.TOWN, AreaLevel.VILLAGE, AreaLevel.GRID)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what, in which parent, which areas take part, how large, and a point inside it."""

    fault: Fault
    parent: str
    areas: tuple[str, ...]
    square_metres: float = 0.0
    longitude: float | None = None
    latitude: float | None = None


def _read_shapes() -> dict[str, Any]:
    """The current shape of every active area; the ground of a merged one is its successor's."""
    known = area_map()
    shapes: dict[str, Any] = {}
    for drawn, shape in Boundary.objects.filter(until_on__isnull=True).values_list("area_id", "shape"):
        code = current_code(drawn)
        if known[code].is_active and len(code) == len(drawn):
            own = shapely.from_wkb(bytes(shape))
            shapes[code] = own if code not in shapes else shapely.union(shapes[code], own)
    return shapes


def shape_of(code: str) -> Any | None:
    """Return the current shape of an area (WGS-84), or None where none is drawn."""
    return kept("areas", _read_shapes).get(code)


def _read_schematic() -> frozenset[str]:
    rows = Boundary.objects.filter(until_on__isnull=True, is_schematic=True)
    return frozenset(rows.values_list("area_id", flat=True))


def is_schematic(code: str) -> bool:
    """Say whether an area's current boundary was computed and not surveyed."""
    return code in kept("areas", _read_schematic)


def report_of_boundaries() -> tuple[Finding, ...]:
    """Return every gap, overlap and missing boundary of the county, largest first.

    Areas are square metres on the WGS-84 ellipsoid; slivers under 10 m² or half a metre of width are left out.
    """
    return kept("areas", _read_report)


def _read_report() -> tuple[Finding, ...]:
    shapes = kept("areas", _read_shapes)
    active = [facts for facts in area_map().values() if facts.is_active and facts.level in LEVELS]
    found = [Finding(Fault.MISSING, facts.parent, (facts.code,)) for facts in active if facts.code not in shapes]
    for level in LEVELS:
        codes = [facts.code for facts in active if facts.level == level and facts.code in shapes]
        found += _overlaps(codes, shapes)
        found += _against_parents(codes, shapes)
    return tuple(sorted(found, key=lambda finding: (-finding.square_metres, finding.parent, finding.areas)))


def _overlaps(codes: list[str], shapes: dict[str, Any]) -> list[Finding]:
    own = np.array([shapes[code] for code in codes])
    if not len(own):
        return []
    first, second = STRtree(own).query(own, predicate="intersects")
    ahead = first < second
    first, second = first[ahead], second[ahead]
    touching = shapely.relate_pattern(own[first], own[second], "F********")
    found = []
    for one, other in zip(first[~touching], second[~touching], strict=True):
        pair = (codes[one], codes[other])
        parent = parent_of(pair[0]) if parent_of(pair[0]) == parent_of(pair[1]) else ""
        found += _pieces(Fault.OVERLAP, parent, pair, shapely.intersection(own[one], own[other]))
    return found


def _against_parents(codes: list[str], shapes: dict[str, Any]) -> list[Finding]:
    families: dict[str, list[str]] = {}
    for code in codes:
        families.setdefault(parent_of(code), []).append(code)
    found = []
    for parent, children in families.items():
        if parent not in shapes:
            continue
        together = shapely.union_all([shapes[child] for child in children])
        found += _pieces(Fault.GAP, parent, (), shapely.difference(shapes[parent], together))
        if _pieces(Fault.BEYOND, parent, (), shapely.difference(together, shapes[parent])):
            for child in children:
                found += _pieces(Fault.BEYOND, parent, (child,), shapely.difference(shapes[child], shapes[parent]))
    return found


def _pieces(fault: Fault, parent: str, areas: tuple[str, ...], shape: Any) -> list[Finding]:
    """Turn the polygons of a shape into findings, but for what is too small or too thin to be ground."""
    found = []
    for part in shapely.get_parts(shape).tolist():
        if part.geom_type != "Polygon" or 2 * part.area * METRES_A_DEGREE < LEAST_WIDTH_METRES * part.length:
            continue
        size = square_metres(part)
        if size >= LEAST_SQUARE_METRES:
            inside = part.representative_point()
            found.append(Finding(fault, parent, areas, size, inside.x, inside.y))
    return found
