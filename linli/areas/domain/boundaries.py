"""Bring official boundaries in: what fits replaces the boundary before it, what does not is reported."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from django.db import transaction
from django.utils.timezone import localdate

from linli.areas.codes import is_code, level_of, parent_of
from linli.areas.domain.boundary_file import Feature, read_features
from linli.areas.enums import AreaKind, AreaLevel, Rejection
from linli.areas.metres import METRES_A_DEGREE, stretch
from linli.areas.models import Area, Boundary
from linli.areas.names import initials_of
from linli.areas.queries.coverage import shape_of
from linli.common.domain.audit import Actor, note_deed
from linli.common.domain.configuration import changed

# Where a place of China stands on the map; the two ranges do not meet, so exchanged coordinates are known for sure.
CHINA_LONGITUDES, CHINA_LATITUDES = (73.0, 136.0), (3.0, 54.0)
LEEWAY_METRES = 500.0  # how far an outline may reach out of ours before it is taken for a mistake


@dataclass(frozen=True)
class Rejected:
    """A feature that was not taken: its row (from 1), its code as written, why, and by how many metres."""

    row: int
    code: str
    reason: Rejection
    metres: int = 0


@dataclass(frozen=True)
class Imported:
    """What an import did, or would do."""

    taken: int
    replaced: int
    added: tuple[str, ...]  # grids that were not known before
    retired: tuple[str, ...]  # invented grids that gave way
    rejected: tuple[Rejected, ...]
    is_dry_run: bool


def import_boundaries(
    file: Path,
    *,
    datum: str,
    code_field: str,
    level: str,
    source: str,
    by: Actor,
    dry_run: bool = False,
    name_field: str = "",
    layer: str = "",
    leeway: float = LEEWAY_METRES,
) -> Imported:
    """Replace the boundaries of one level by those of a file, keeping the old ones as history.

    `datum` is what the file's coordinates are in (wgs84, cgcs2000, gcj02, bd09): it must be stated, since no file
    says so reliably. With `name_field`, grids not yet known are added under their villages, and the invented grids of
    those villages close. `leeway` is in metres. Raises the refusals of `read_features`.
    """
    features = read_features(file, datum=datum, code_field=code_field, name_field=name_field, layer=layer)
    with transaction.atomic():
        known = {area.code: area for area in Area.objects.select_for_update()}
        may_add = bool(name_field) and level == AreaLevel.GRID
        taken, rejected = _sifted(features, known, level, leeway, may_add=may_add)
        added = tuple(feature.code for feature in taken if feature.code not in known)
        retired = _retired(taken, known) if may_add else ()
        current = Boundary.objects.filter(until_on__isnull=True, area__in=[feature.code for feature in taken])
        imported = Imported(len(taken), current.count(), added, retired, tuple(rejected), dry_run)
        if dry_run:
            return imported

        today = localdate()
        current.update(until_on=today)
        Boundary.objects.filter(until_on__isnull=True, area__in=retired).update(until_on=today)
        Area.objects.filter(code__in=retired).update(is_active=False)
        Area.objects.bulk_create([_grid(feature, source) for feature in taken if feature.code in set(added)])
        Boundary.objects.bulk_create(
            [
                Boundary(area_id=f.code, shape=shapely.to_wkb(f.shape), datum=datum, source=source, from_on=today)
                for f in taken
            ]
        )

        note_deed(
            "import_boundaries", by=by, subject_kind="area", file=file.name, datum=datum, level=level, source=source,
            taken=len(taken), rejected=len(rejected), added=len(added), retired=len(retired),
        )  # fmt: skip
        changed("areas")
    return imported


def _sifted(
    features: list[Feature], known: dict[str, Area], level: str, leeway: float, *, may_add: bool
) -> tuple[list[Feature], list[Rejected]]:
    county = next((code for code, area in known.items() if area.level == AreaLevel.COUNTY), "")
    outline = shape_of(county) if level != AreaLevel.COUNTY else None
    times = Counter(feature.code for feature in features)
    taken, rejected = [], []
    for feature in features:
        reason, metres = _code_fault(feature, known, level, times, may_add=may_add), 0
        shape = feature.shape
        if reason is None:
            shape, reason = _mended(shape)
        if reason is None and outline is not None:
            metres = _metres_out_of(outline, shape)
            reason = Rejection.OUTSIDE if metres > leeway else None
        if reason is None:
            taken.append(Feature(feature.row, feature.code, shape, feature.name))
        else:
            rejected.append(Rejected(feature.row, feature.code, reason, metres))
    return taken, rejected


def _code_fault(
    feature: Feature, known: dict[str, Area], level: str, times: Counter[str], *, may_add: bool
) -> Rejection | None:
    code = feature.code
    if not is_code(code) or (code not in known and not (may_add and parent_of(code) in known)):
        return Rejection.NO_SUCH_AREA
    if level_of(code) != level:
        return Rejection.WRONG_LEVEL
    if code in known and not known[code].is_active:
        return Rejection.CLOSED
    return Rejection.TWICE if times[code] > 1 else None


def _mended(shape: Any) -> tuple[Any, Rejection | None]:
    """Return the polygons of a shape, mended where its outline crosses itself, or why there are none."""
    if shape is None or shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
        return shape, Rejection.NO_POLYGON
    left, low, right, high = shape.bounds
    if (
        CHINA_LATITUDES[0] <= left <= right <= CHINA_LATITUDES[1]
        and CHINA_LONGITUDES[0] <= low <= high <= CHINA_LONGITUDES[1]
    ):
        return shape, Rejection.EXCHANGED
    if not (-180 <= left <= right <= 180 and -90 <= low <= high <= 90):
        return shape, Rejection.NOT_DEGREES
    if shape.is_valid:
        return shape, None
    parts = [
        part for part in shapely.get_parts(shapely.make_valid(shape)).tolist() if part.geom_type.endswith("olygon")
    ]
    mended = shapely.union_all(parts)
    if mended.is_empty or not mended.is_valid:
        return shape, Rejection.INVALID
    return mended, None


def _metres_out_of(outline: Any, shape: Any) -> int:
    """How far the farthest corner of a shape lies outside an outline."""
    _, low, _, high = outline.bounds
    middle = (low + high) / 2
    corners = shapely.points(shapely.get_coordinates(stretch(shape, middle)))
    return round(float(shapely.distance(corners, stretch(outline, middle)).max()) * METRES_A_DEGREE)


def _retired(taken: list[Feature], known: dict[str, Area]) -> tuple[str, ...]:
    coming = {feature.code for feature in taken}
    villages = {parent_of(code) for code in coming}
    return tuple(sorted(
        code for code, area in known.items()
        if area.parent_id in villages and area.is_invented and area.is_active and code not in coming
    ))  # fmt: skip


def _grid(feature: Feature, source: str) -> Area:
    name = feature.name or feature.code
    return Area(
        code=feature.code, level=AreaLevel.GRID, kind=AreaKind.GRID, name=name, full_name=name,
        initials=initials_of(name), parent_id=parent_of(feature.code), is_local=True, source=source,
    )  # fmt: skip
