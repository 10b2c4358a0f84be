"""Points at close range: clustered, and only so far as nobody can be known by them."""

import pytest

from linli.cases.models import Case
from linli.screen.queries.panorama import panorama
from linli.screen.queries.view import View
from tests.factories import COUNTY, GRID, VILLAGE, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def spot(people):
    """A place in the middle of a grid, and another half a kilometre away."""
    from linli.areas.queries.coverage import shape_of

    middle = shape_of(GRID).representative_point()
    return middle.x, middle.y


def put(people, spot, count, *, east=0.0, **words):
    changes = {
        name: words.pop(name) for name in ("followers", "is_public", "is_confidential", "compartment") if name in words
    }
    made = [make_case(people.resident, area=GRID, **words) for _ in range(count)]
    Case.objects.filter(pk__in=[case.pk for case in made]).update(lon=spot[0] + east, lat=spot[1], **changes)


def drawn(area=VILLAGE, **words):
    points = panorama(View.read(area, words)).points
    return [point.count for point in points.points], points.unplaced


def test_three_together_are_one_point_and_two_are_none(people, spot):
    put(people, spot, 3)
    assert drawn() == ([3], 0)

    put(people, spot, 2, east=0.004)
    assert drawn() == ([3], 2)
    assert drawn(GRID)[0] == [3]


def test_what_neighbours_follow_already_is_drawn_alone(people, spot):
    put(people, spot, 1, followers=2)
    put(people, spot, 1)

    assert drawn() == ([1], 1)


@pytest.mark.parametrize(
    "kept",
    [{"is_public": False}, {"is_confidential": True}, {"compartment": "mediation"}, {"kind": "C001"}, {"kind": "A001"}],
)
def test_what_is_no_public_space_is_no_point(people, spot, kept):
    put(people, spot, 4, **kept)

    assert drawn() == ([], 0)


def test_only_at_close_range_and_of_the_kind_looked_at(people, spot):
    put(people, spot, 3)

    assert drawn(COUNTY) == ([], 0)
    assert drawn(kind="M06042") == ([], 0)
