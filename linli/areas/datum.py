"""From the frames of Chinese map services to WGS-84 and back.

GCJ-02 (AMap, Tencent) moves every point by a smooth, unpublished amount; BD-09 (Baidu) moves it once more. The
formulae here are those that were published on the web after their disclosure in 2010 (Krasovsky ellipsoid,
a = 6,378,245 m, e² = 0.00669342162296594323); they agree with the services to about a metre within China and are not
meant for anywhere else. The way back has no formula: it is iterated until it moves by less than a tenth of a
millimetre, so that there and back differ by far less than a metre. At Fuqing GCJ-02 lies some 570 m from WGS-84.
CGCS2000 and WGS-84 differ by centimetres and are taken as one.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from linli.areas.enums import Datum
from linli.areas.errors import DatumUnknown

Column = Any  # a number or an array of numbers, degrees
Pair = tuple[Column, Column]
AXIS, ECCENTRICITY_SQUARED = 6_378_245.0, 0.00669342162296594323
TURN = np.pi * 3000 / 180
CLOSE_ENOUGH = 1e-9  # degrees, about a tenth of a millimetre


def to_gcj02(longitude: Column, latitude: Column) -> Pair:
    """Move WGS-84 to GCJ-02."""
    x, y = np.asarray(longitude) - 105.0, np.asarray(latitude) - 35.0
    root, waves = np.sqrt(np.abs(x)), 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += (waves + 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)) * 2 / 3
    east += (150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += (waves + 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)) * 2 / 3
    north += (160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)) * 2 / 3
    angle = np.radians(latitude)
    bend = 1 - ECCENTRICITY_SQUARED * np.sin(angle) ** 2
    meridian = AXIS * (1 - ECCENTRICITY_SQUARED) / (bend * np.sqrt(bend))
    parallel = AXIS / np.sqrt(bend) * np.cos(angle)
    return longitude + np.degrees(east / parallel), latitude + np.degrees(north / meridian)


def bd09_from_gcj02(longitude: Column, latitude: Column) -> Pair:
    """Move GCJ-02 to BD-09."""
    radius = np.hypot(longitude, latitude) + 0.00002 * np.sin(latitude * TURN)
    angle = np.arctan2(latitude, longitude) + 0.000003 * np.cos(longitude * TURN)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def to_bd09(longitude: Column, latitude: Column) -> Pair:
    """Move WGS-84 to BD-09."""
    return bd09_from_gcj02(*to_gcj02(longitude, latitude))


def _undone(move: Callable[[Column, Column], Pair], longitude: Column, latitude: Column) -> Pair:
    """Find the point that `move` brings here: step back by the miss until there is none."""
    x, y = np.array(longitude, dtype=float), np.array(latitude, dtype=float)
    for _ in range(20):
        moved_x, moved_y = move(x, y)
        miss_x, miss_y = moved_x - longitude, moved_y - latitude
        x, y = x - miss_x, y - miss_y
        if np.all(np.abs(miss_x) < CLOSE_ENOUGH) and np.all(np.abs(miss_y) < CLOSE_ENOUGH):
            break
    return x, y


def to_wgs84(longitude: Column, latitude: Column, datum: str) -> Pair:
    """Move coordinates of a named datum to WGS-84; numbers or arrays. Raises DatumUnknown."""
    if datum in (Datum.WGS84, Datum.CGCS2000):
        return longitude, latitude
    if datum == Datum.GCJ02:
        return _undone(to_gcj02, longitude, latitude)
    if datum == Datum.BD09:
        return _undone(to_bd09, longitude, latitude)
    raise DatumUnknown(datum=datum, known=", ".join(Datum.values))
