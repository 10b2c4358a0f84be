"""Read a file of boundaries: whatever its format, projection and datum, out come WGS-84 polygons with their codes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from linli.areas.datum import to_wgs84
from linli.areas.enums import Datum
from linli.areas.errors import BoundaryFileUnreadable, CodeFieldMissing, DatumContradicts, DatumUnknown, LayerUnclear

WEB_MERCATOR = 3857
FARTHEST = 1e9  # metres or degrees: farther than any projection reaches
SHIFTED = (Datum.GCJ02, Datum.BD09)


@dataclass(frozen=True)
class Feature:
    """One row of the file: its number from 1, its code as written, its shape in WGS-84, its name where asked for."""

    row: int
    code: str
    shape: Any
    name: str = ""


def read_features(file: Path, *, datum: str, code_field: str, name_field: str = "", layer: str = "") -> list[Feature]:
    """Return the features of a GeoJSON, GeoPackage or Shapefile (.shp, or .zip of one).

    `layer` names the layer where there are several; none is chosen by chance. Raises BoundaryFileUnreadable,
    LayerUnclear, CodeFieldMissing, DatumUnknown, or DatumContradicts where shifted coordinates are
    said to stand in a projection other than the web's.
    """
    if datum not in Datum.values:
        raise DatumUnknown(datum=datum, known=", ".join(Datum.values))
    wanted = [field for field in (code_field, name_field) if field]
    try:
        chosen = _layer(file, layer)
        known = list(pyogrio.read_info(file, layer=chosen)["fields"])
        for field in wanted:
            if field not in known:
                raise CodeFieldMissing(file=file.name, field=field, known=", ".join(known) or "-")
        meta, _, shapes, columns = pyogrio.raw.read(file, layer=chosen, columns=wanted)
    except (DataSourceError, OSError, ValueError) as error:
        raise BoundaryFileUnreadable(file=file.name, fault=str(error).splitlines()[0]) from error
    texts = {str(name): values for name, values in zip(meta["fields"], columns, strict=True)}
    codes = [_as_code(value) for value in texts[code_field]]
    names = [_as_text(value) for value in texts[name_field]] if name_field else [""] * len(codes)
    placed = _placed(_possible(shapely.from_wkb(shapes)), file, meta["crs"], datum)
    return [Feature(row, *found) for row, found in enumerate(zip(codes, placed, names, strict=True), start=1)]


def _layer(file: Path, asked: str) -> str:
    names = [str(name) for name, *_ in pyogrio.list_layers(file)]
    if (asked and asked not in names) or (not asked and len(names) != 1):
        raise LayerUnclear(file=file.name, known=", ".join(names) or "-")
    return asked or names[0]


def _possible(shapes: Any) -> Any:
    """The shapes, without those whose numbers lie beyond any frame: no formula can move them."""
    with np.errstate(all="ignore"):
        reach = np.abs(shapely.bounds(shapes))
    kept = np.all(reach < FARTHEST, axis=1) | shapely.is_empty(shapes)
    return np.where(kept, shapes, None)


def _placed(shapes: Any, file: Path, crs_text: str | None, datum: str) -> Any:
    crs = _crs(file, crs_text)
    shapes = shapely.force_2d(shapes)
    if crs is not None and not crs.is_geographic:
        if datum in SHIFTED and crs.to_epsg() != WEB_MERCATOR:
            raise DatumContradicts(file=file.name, crs=crs.name, datum=datum)
        # Out of the projection into its own frame's degrees; what frame that is, `datum` has said.
        target = crs.geodetic_crs if datum in SHIFTED else CRS.from_epsg(4326)
        shapes = _moved(shapes, Transformer.from_crs(crs, target, always_xy=True).transform)
    elif crs is not None and datum not in SHIFTED:
        shapes = _moved(shapes, Transformer.from_crs(crs, CRS.from_epsg(4326), always_xy=True).transform)
    return _moved(shapes, lambda x, y: to_wgs84(x, y, datum)) if datum in SHIFTED else shapes


def _moved(shapes: Any, move: Any) -> Any:
    return shapely.transform(shapes, lambda corners: np.column_stack(move(corners[:, 0], corners[:, 1])))


def _crs(file: Path, text: str | None) -> CRS | None:
    if not text:
        return None
    try:
        return CRS.from_user_input(text)
    except CRSError as error:
        raise BoundaryFileUnreadable(file=file.name, fault=f"its projection {text[:60]} is not known") from error


def _as_code(value: Any) -> str:
    """Spreadsheets and shapefiles like to turn codes into numbers; the statistical office pads them with zeros."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    text = str(int(value)) if isinstance(value, float) else str(value).strip()
    return text[:9] if len(text) == 12 and text.endswith("000") else text


def _as_text(value: Any) -> str:
    return "" if value is None else str(value).strip()
