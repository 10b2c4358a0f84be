import time

import numpy as np
import pytest
import shapely

from linli.areas.domain.schematic import read_grids, read_outline
from linli.areas.enums import Reason
from linli.areas.models import Area, Boundary
from linli.areas.queries.place import locate, locate_many, sentence_of
from linli.common.domain.configuration import changed

pytestmark = pytest.mark.django_db


def test_every_known_seat_lies_in_its_own_town():
    seats = list(
        Area.objects.filter(level="town", longitude__isnull=False).values_list("code", "longitude", "latitude")
    )

    assert len(seats) == 19
    assert [locate(longitude, latitude).town for _, longitude, latitude in seats] == [code for code, _, _ in seats]


def test_a_point_in_a_grid_gives_town_village_grid_and_the_reason():
    code, shape = next(iter(read_grids().items()))
    point = shape.representative_point()

    found = locate(point.x, point.y)

    assert (found.grid, found.village, found.town) == (code, code[:12], code[:9])
    assert found.reason == Reason.GRID
    assert found.is_schematic
    assert "第" in found.sentence
    assert sentence_of(found.reason, found.area) == found.sentence


def test_random_points_of_the_county_lie_in_exactly_one_grid():
    outline, chance = read_outline(), np.random.default_rng(7)
    left, low, right, high = outline.bounds
    points = shapely.points(chance.uniform(left, right, 20_000), chance.uniform(low, high, 20_000))
    inside = points[shapely.contains(outline, points)]
    grids = list(read_grids().items())
    hits, owners = shapely.STRtree([shape for _, shape in grids]).query(inside, predicate="within")

    found = locate_many(shapely.get_x(inside), shapely.get_y(inside))

    assert len(inside) > 8_000
    assert np.array_equal(hits, np.arange(len(inside)))  # each once
    assert list(found.areas) == [grids[owner][0] for owner in owners]
    assert {one.reason for one in found} == {Reason.GRID}


def test_on_a_border_the_smallest_code_wins():
    shapes = read_grids()
    corners = shapely.get_coordinates(shapes["350181002001002"])
    x, y, meeting = next(
        (x, y, meeting)
        for x, y in corners
        if len(meeting := [code for code, shape in shapes.items() if shape.intersects(shapely.points(x, y))]) > 1
    )

    found = locate(x, y)

    assert found.grid == min(meeting)
    assert found.reason == Reason.BORDER


def test_a_point_in_the_sea_is_nobodys_and_says_what_is_nearest():
    found = locate(119.75, 25.60)

    assert (found.area, found.town, found.village, found.grid) == ("", "", "", "")
    assert found.reason == Reason.OUTSIDE
    assert found.nearest.startswith("350181111")  # the eastern shore of Sanshan
    distance = shapely.distance(read_outline(), shapely.points(119.75, 25.60)) * 111_195
    assert 0.85 * distance < found.metres <= distance + 1
    assert str(found.metres) in found.sentence


@pytest.mark.parametrize("point", [(float("nan"), 25.7), (float("inf"), 25.7), (25.7, 119.4)])
def test_coordinates_that_are_no_place(point):
    assert locate(*point).reason == Reason.NOWHERE
    assert locate(*point).area == ""


def test_where_no_grid_is_drawn_the_village_answers_and_then_the_town():
    code, shape = next(iter(read_grids().items()))
    point = shape.representative_point()

    Boundary.objects.filter(area=code).delete()
    changed("areas")
    in_village = locate(point.x, point.y)
    Boundary.objects.filter(area=code[:12]).delete()
    changed("areas")
    in_town = locate(point.x, point.y)

    assert (in_village.area, in_village.reason) == (code[:12], Reason.NO_GRID)
    assert (in_town.area, in_town.reason) == (code[:9], Reason.NO_VILLAGE)


def test_without_boundaries_it_says_so():
    Boundary.objects.all().delete()
    changed("areas")

    assert locate(119.4, 25.7).reason == Reason.NO_BOUNDARIES
    assert locate(119.4, 25.7).sentence


def test_locating_reads_nothing_from_the_database(django_assert_num_queries):
    locate(119.4, 25.7)

    with django_assert_num_queries(0):
        locate(119.41, 25.71)


def test_a_hundred_thousand_points_a_second():
    chance = np.random.default_rng(3)
    longitudes, latitudes = chance.uniform(119.1, 119.6, 50_000), chance.uniform(25.4, 25.85, 50_000)
    locate(119.4, 25.7)

    times = []
    for _ in range(3):
        begun = time.process_time()
        locate_many(longitudes, latitudes)
        times.append(time.process_time() - begun)

    assert 50_000 / min(times) > 100_000
