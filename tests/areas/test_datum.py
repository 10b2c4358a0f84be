import json
from importlib.resources import files

import numpy as np
import pytest

from linli.areas.datum import to_bd09, to_gcj02, to_wgs84
from linli.areas.errors import DatumUnknown
from linli.areas.metres import METRES_A_DEGREE

FUQING = (119.37469, 25.7294)


def test_gcj02_at_fuqing_lies_where_it_was_computed_elsewhere():
    longitude, latitude = to_gcj02(*FUQING)

    # domain.md §1: about +0.0049° and −0.0027°, some 570 m, computed with another package.
    assert round(float(longitude) - FUQING[0], 4) == 0.0049
    assert round(float(latitude) - FUQING[1], 4) == -0.0027
    east = (longitude - FUQING[0]) * METRES_A_DEGREE * np.cos(np.radians(FUQING[1]))
    north = (latitude - FUQING[1]) * METRES_A_DEGREE
    assert 560 < np.hypot(east, north) < 585


@pytest.mark.parametrize(("datum", "there"), [("gcj02", to_gcj02), ("bd09", to_bd09)])
def test_there_and_back_is_far_less_than_a_metre(datum, there):
    chance = np.random.default_rng(1)
    longitude, latitude = chance.uniform(118.9, 120.1, 20_000), chance.uniform(25.0, 26.4, 20_000)

    back = to_wgs84(*there(longitude, latitude), datum)

    away = np.hypot(back[0] - longitude, back[1] - latitude) * METRES_A_DEGREE
    assert away.max() < 0.01


def test_bd09_lies_some_hundred_metres_beyond_gcj02():
    gcj, bd = to_gcj02(*FUQING), to_bd09(*FUQING)

    assert 500 < np.hypot(bd[0] - gcj[0], bd[1] - gcj[1]) * METRES_A_DEGREE < 1200


def test_cgcs2000_is_taken_as_wgs84_and_an_unknown_datum_is_refused():
    assert to_wgs84(*FUQING, "cgcs2000") == FUQING
    with pytest.raises(DatumUnknown):
        to_wgs84(*FUQING, "xian80")


CASES = json.loads((files("linli.areas") / "data" / "datum_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["place"])
@pytest.mark.parametrize(("datum", "there"), [("gcj02", to_gcj02), ("bd09", to_bd09)])
def test_the_cases_shared_with_the_browser_hold_here(case, datum, there):
    assert there(*case["wgs84"]) == pytest.approx(case[datum], abs=2e-9)
    assert to_wgs84(*case[datum], datum) == pytest.approx(case["wgs84"], abs=2e-9)
