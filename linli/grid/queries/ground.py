"""The ground of a village as the page that draws needs it: every corner, behind sign-in only."""

from typing import Any

import shapely

from linli.areas.queries.coverage import is_schematic, shape_of
from linli.areas.queries.map import area_map, grids_of

DIGITS = 7  # of a degree: a centimetre
Rings = list[list[list[float]]]


def ground_of(grid: str) -> dict[str, Any]:
    """Return the outlines of a village and its grids in WGS-84. No statement."""
    village = grid[:12]
    codes = [facts.code for facts in grids_of(village)]
    shapes = [(code, shape) for code in codes if (shape := shape_of(code)) is not None]
    border = shape_of(village)
    return {
        "grid": grid, "border": _rings(border) if border is not None else [],
        "shapes": [{"code": code, "name": area_map()[code].name, "rings": _rings(shape)} for code, shape in shapes],
        "schematic": any(is_schematic(code) for code, _ in shapes),
    }  # fmt: skip


def _rings(shape: Any) -> Rings:
    return [
        [[round(x, DIGITS), round(y, DIGITS)] for x, y in ring.coords]
        for part in shapely.get_parts(shape).tolist()
        for ring in (part.exterior, *part.interiors)
    ]
