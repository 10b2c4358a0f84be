"""The outlines of an area as GeoJSON, to lie over a base map: for pages behind sign-in only."""

from typing import Any

import shapely

from linli.areas.queries.coverage import is_schematic, shape_of
from linli.areas.queries.map import area_map, children_of

FINEST = 0.00002  # degrees, some two metres: finer than a pixel of any map we show
Feature = dict[str, Any]


def outlines_of(code: str) -> dict[str, Any] | None:
    """Return an area with what lies below it as a FeatureCollection in WGS-84; None where nothing is drawn."""
    codes = [code, *(facts.code for facts in children_of(code))]
    features = [feature for one in codes if (feature := _feature(one)) is not None]
    return {"type": "FeatureCollection", "features": features} if features else None


def _feature(code: str) -> Feature | None:
    shape = shape_of(code)
    if shape is None:
        return None
    slim = shapely.set_precision(shapely.simplify(shape, FINEST), 1e-6)
    return {
        "type": "Feature", "geometry": shapely.geometry.mapping(slim),
        "properties": {"code": code, "name": area_map()[code].name, "schematic": is_schematic(code)},
    }  # fmt: skip


def middle_of(code: str) -> tuple[float, float] | None:
    """Return a point inside an area (longitude, latitude, WGS-84), to begin a map with; None where nothing is drawn."""
    shape = shape_of(code)
    if shape is None:
        return None
    point = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    return float(point.x), float(point.y)
