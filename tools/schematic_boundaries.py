"""Compute the schematic boundaries of the demonstration and write the file that Linli ships.

    python tools/schematic_boundaries.py

Inside the true county boundary every town gets the ground nearest to its seat (Voronoi), every village a share of its
town, every grid a share of its village (Lloyd's relaxation of random points, seeded by the code). Seven seats are not
known and are set here by eye. Nothing of this is surveyed: the result is labelled schematic and invented.
"""

import csv
import gzip
import json
import math
from pathlib import Path
from random import Random

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import MultiPoint, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).resolve().parents[1] / "linli/areas/data"
OUTPUT = DATA / "fuqing_schematic.json.gz"
GRAIN = 1e-6  # degrees: all corners lie on this lattice, so that neighbours share them exactly
ROUNDS = 12
# Metres a degree near 25.6° N; a plane good enough to share ground evenly.
ORIGIN = (119.4, 25.6)
PER_DEGREE = (111_320 * math.cos(math.radians(ORIGIN[1])), 110_770.0)
# Seats that no source gives, set by eye: four subdistricts around the city point, Jingyang north-west, two farms.
INVENTED_SEATS = {
    "350181002": (119.3747, 25.7200),
    "350181003": (119.3975, 25.7275),
    "350181004": (119.4040, 25.6990),
    "350181006": (119.3270, 25.7420),
    "350181118": (119.2990, 25.7800),
    "350181400": (119.3920, 25.5300),
    "350181401": (119.5030, 25.6080),
}


def to_plane(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: (xy - ORIGIN) * PER_DEGREE)


def to_degrees(geometry: BaseGeometry) -> BaseGeometry:
    return shapely.transform(geometry, lambda xy: xy / PER_DEGREE + ORIGIN)


def county() -> BaseGeometry:
    collection = json.loads((DATA / "fuqing_boundary.geojson").read_text("utf-8"))
    return to_plane(shape(collection["features"][0]["geometry"]))


def seats() -> dict[str, Point]:
    """Return every town's seat, known or invented, in the plane."""
    with (DATA / "fuqing_towns.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    known = {row["code"]: (float(row["longitude"]), float(row["latitude"])) for row in rows if row["longitude"]}
    return {row["code"]: to_plane(Point(known.get(row["code"]) or INVENTED_SEATS[row["code"]])) for row in rows}


def villages() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with (DATA / "fuqing_divisions.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["level"] == "village":
                found.setdefault(row["parent"], []).append(row["code"])
    return found


def cells(points: list[Point], region: BaseGeometry) -> list[BaseGeometry]:
    """Share a region among points, each ground to its nearest; pieces cut off join the neighbour they touch most."""
    reach = region.envelope.buffer(max(region.envelope.length, 1.0))
    diagram = shapely.voronoi_polygons(MultiPoint(points), extend_to=reach, ordered=True)
    shares = [cell.intersection(region) for cell in diagram.geoms]
    parts = [sorted((part for part in shapely.get_parts(share) if part.geom_type == "Polygon"), key=lambda p: -p.area)
             for share in shares]  # fmt: skip
    main = [found[0] for found in parts]
    for index, found in enumerate(parts):
        for orphan in found[1:]:
            shared = [0.0 if other == index else orphan.intersection(body).length for other, body in enumerate(main)]
            best = max(range(len(main)), key=shared.__getitem__)
            takes = best if shared[best] > 0 else index
            main[takes] = main[takes].union(orphan)
    return main


def shared_out(region: BaseGeometry, count: int, seed: str) -> list[BaseGeometry]:
    """Share a region evenly among `count` areas; the same seed gives the same areas, from north-west to south-east."""
    if count == 1:
        return [region]
    chance = Random(seed)
    left, low, right, high = region.bounds
    points: list[Point] = []
    while len(points) < count:
        point = Point(chance.uniform(left, right), chance.uniform(low, high))
        if region.contains(point):
            points.append(point)
    for _ in range(ROUNDS):
        found = cells(points, region)
        points = [c.centroid if c.contains(c.centroid) else c.representative_point() for c in found]
    found = cells(points, region)
    return sorted(found, key=lambda cell: (-round(cell.centroid.y / 500), cell.centroid.x))


def town_shapes() -> dict[str, BaseGeometry]:
    """Share the county among its towns; every seat, known or invented, lies in its own town."""
    points = seats()
    shapes = dict(zip(points, cells(list(points.values()), county()), strict=True))
    assert all(shapes[code].contains(point) for code, point in points.items())
    return shapes


def grids_of_town(town: str, ground: BaseGeometry, codes: list[str]) -> dict[str, BaseGeometry]:
    """Share a town among its villages and each village among two to five grids."""
    found = {}
    for village, share in zip(codes, shared_out(ground, len(codes), f"linli {town}"), strict=True):
        count = 2 + Random(f"linli {village}").randrange(4)
        for number, grid in enumerate(shared_out(share, count, f"linli grids of {village}"), start=1):
            found[f"{village}{number:03d}"] = grid
    return found


def on_the_lattice(grids: dict[str, BaseGeometry]) -> dict[str, list[Polygon]]:
    """Round all corners to the lattice and cut every border at every corner on it: neighbours then fit exactly."""
    in_degrees = {code: to_degrees(grid) for code, grid in grids.items()}
    lines = shapely.unary_union([grid.boundary for grid in in_degrees.values()], grid_size=GRAIN)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    codes, tree = list(in_degrees), STRtree(list(in_degrees.values()))
    found: dict[str, list[Polygon]] = {code: [] for code in codes}
    for face, owner in zip(faces, tree.nearest(shapely.point_on_surface(faces)), strict=True):
        assert not face.interiors
        found[codes[owner]].append(face)
    assert all(found.values()), "a grid was lost in rounding"
    return found


def packed(grids: dict[str, list[Polygon]]) -> bytes:
    """Write each corner once, in lattice steps, and each grid as lists of corner numbers."""
    numbers: dict[tuple[int, int], int] = {}
    rings: dict[str, list[list[int]]] = {}
    for code in sorted(grids):
        rings[code] = [
            [
                numbers.setdefault((int(x), int(y)), len(numbers))
                for x, y in np.rint(np.array(face.exterior.coords) / GRAIN)
            ][:-1]
            for face in grids[code]
        ]
    corners = [number for corner in numbers for number in corner]
    text = json.dumps({"grain": GRAIN, "corners": corners, "grids": rings}, separators=(",", ":"))
    return gzip.compress(text.encode("ascii"), 9, mtime=0)


def main() -> None:
    shapes, codes = town_shapes(), villages()
    grids: dict[str, BaseGeometry] = {}
    for town, ground in shapes.items():
        grids |= grids_of_town(town, ground, codes[town])
        print(f"{town}: {len(codes[town])} villages")
    OUTPUT.write_bytes(packed(on_the_lattice(grids)))
    print(f"{len(grids)} grids, {OUTPUT.stat().st_size} bytes in {OUTPUT.name}")


if __name__ == "__main__":
    main()
