"""GeoJSON as offices bring it and take it: features with a few words, coordinates in a stated datum."""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _

from linli.areas.datum import to_wgs84
from linli.areas.enums import Datum
from linli.grid.errors import FileUnreadable

MEDIA_TYPE = "application/geo+json"
MOST_FEATURES = 5000
SHIFTED = (Datum.GCJ02, Datum.BD09)


@dataclass(frozen=True)
class Feature:
    """One feature: its row from 1, its words, its polygon in WGS-84 (None: it has no outline), who holds posts there."""

    row: int
    words: dict[str, str]
    shape: Any
    posts: list[dict[str, str]]


def read_geojson(content: bytes, *, datum: str) -> list[Feature]:
    """Return the features of a FeatureCollection: polygons, and posts among their properties. Raises FileUnreadable with the row that is wrong."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
        rows = found["features"]
        if found.get("type") != "FeatureCollection" or not isinstance(rows, list):
            raise FileUnreadable(fault=_("it is no FeatureCollection"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileUnreadable(fault=_("it is no GeoJSON")) from None
    if len(rows) > MOST_FEATURES:
        raise FileUnreadable(fault=_("it has more than %(most)s features") % {"most": MOST_FEATURES})
    return [_feature(number, row, datum) for number, row in enumerate(rows, 1)]


def _feature(number: int, row: Any, datum: str) -> Feature:
    try:
        said = dict(row.get("properties") or {})
        posts = [_words(post) for post in said.pop("posts", None) or []]
        words = _words(said)
        if row["geometry"] is None and posts:
            return Feature(number, words, None, posts)
        shape = shapely.from_geojson(json.dumps(row["geometry"]))
    except (shapely.errors.GEOSException, KeyError, TypeError, AttributeError, ValueError):
        raise FileUnreadable(fault=_("row %(row)s is no feature") % {"row": number}) from None
    if shape is None or shape.geom_type not in ("Polygon", "MultiPolygon") or shape.is_empty or not shape.is_valid:
        raise FileUnreadable(fault=_("row %(row)s has no valid polygon") % {"row": number})
    left, low, right, high = shape.bounds
    if not (-180 <= left <= right <= 180 and -90 <= low <= high <= 90):
        raise FileUnreadable(fault=_("row %(row)s is not in degrees") % {"row": number})
    if datum in SHIFTED:
        shape = shapely.transform(shape, lambda corners: np.column_stack(to_wgs84(corners[:, 0], corners[:, 1], datum)))
    return Feature(number, words, shape, posts)


def _words(properties: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(value).strip() for name, value in properties.items() if value is not None}
