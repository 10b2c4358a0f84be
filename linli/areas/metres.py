"""Metres from degrees, for shapes of a county's size."""

from typing import Any

import numpy as np
import shapely

METRES_A_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371 km


def stretch(shapes: Any, latitude: float) -> Any:
    """Return shapes with longitudes shortened as they are at one latitude, so that distances are alike all round.

    Good to half a per cent within a county: enough to find what is nearest and to say how far it is.
    """
    return shapely.transform(shapes, lambda corners: corners * (np.cos(np.radians(latitude)), 1.0))


def square_metres(shape: Any) -> float:
    """Return the area on the ellipsoid."""
    from pyproj import Geod  # heavy, and only the report on the ground measures areas

    ellipsoid = Geod(ellps="WGS84")
    return sum(abs(ellipsoid.geometry_area_perimeter(part)[0]) for part in shapely.get_parts(shape))
