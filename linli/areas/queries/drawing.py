"""A map of an area's children as paths of an SVG, for pages behind sign-in."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from linli.areas.metres import stretch
from linli.areas.queries.coverage import is_schematic, shape_of
from linli.areas.queries.map import AreaFacts, children_of

WIDTH = 1000  # units of the drawing
LETTER = 24  # the height of a letter on it
FINEST = 0.6  # units: corners closer to a straight line than this are left out


@dataclass(frozen=True, slots=True)
class Outline:
    """One child on the drawing: its path, and where its name goes if there is room for it."""

    facts: AreaFacts
    path: str
    x: int
    y: int
    has_room: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the page draws. `is_schematic` is said on it."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    is_schematic: bool
    left: float  # where its corner lies and what a unit is, so that points can be put on it
    top: float
    middle: float
    unit: float

    def place(self, lon: float, lat: float) -> tuple[int, int] | None:
        """A point in units of the drawing; None where it lies outside."""
        spot = stretch(shapely.Point(lon, lat), self.middle)
        x, y = round((spot.x - self.left) * self.unit), round((self.top - spot.y) * self.unit)
        return (x, y) if 0 <= x <= self.width and 0 <= y <= self.height else None


def drawing_of(code: str) -> Drawing | None:
    """Return the drawing of an area's children, or None where none is drawn."""
    drawn = [(facts, shape) for facts in children_of(code) if (shape := shape_of(facts.code)) is not None]
    if not drawn:
        return None
    shapes = np.array([shape for _, shape in drawn])
    _, low, _, high = shapely.total_bounds(shapes)
    middle = (low + high) / 2
    flat = stretch(shapes, middle)
    left, low, right, high = shapely.total_bounds(flat)
    unit = WIDTH / max(right - left, high - low)
    placed = shapely.transform(flat, lambda xy: np.column_stack(((xy[:, 0] - left) * unit, (high - xy[:, 1]) * unit)))
    slim = shapely.simplify(placed, FINEST)
    return Drawing(
        width=round((right - left) * unit), height=round((high - low) * unit),
        outlines=tuple(_outline(facts, shape) for (facts, _), shape in zip(drawn, slim, strict=True)),
        is_schematic=any(is_schematic(facts.code) for facts, _ in drawn),
        left=left, top=high, middle=middle, unit=unit,
    )  # fmt: skip


def _outline(facts: AreaFacts, shape: Any) -> Outline:
    largest = max(shapely.get_parts(shape).tolist(), key=lambda part: part.area)
    point = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    half = LETTER * len(facts.name) / 2
    words = shapely.box(point.x - half, point.y - LETTER / 2, point.x + half, point.y + LETTER / 2)
    return Outline(facts, _path(shape), round(point.x), round(point.y), bool(largest.contains(words)))


def _path(shape: Any) -> str:
    rings = [ring for part in shapely.get_parts(shape).tolist() for ring in (part.exterior, *part.interiors)]
    return "".join("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in list(ring.coords)[:-1]) + "Z" for ring in rings)
