import pytest
import shapely

from linli.areas.enums import Fault
from linli.areas.metres import METRES_A_DEGREE, square_metres
from linli.areas.models import Boundary
from linli.areas.queries.coverage import report_of_boundaries, shape_of
from linli.common.domain.configuration import changed

pytestmark = pytest.mark.django_db

VILLAGE = "350181005004"
GRID, NEXT = f"{VILLAGE}001", f"{VILLAGE}002"


def redraw(code, shape):
    Boundary.objects.filter(area=code, until_on__isnull=True).update(shape=shapely.to_wkb(shape))
    changed("areas")


def test_the_shipped_boundaries_have_no_gap_and_no_overlap():
    assert report_of_boundaries() == ()


def test_a_planted_gap_is_found_with_its_size_and_place():
    hole = shape_of(GRID).representative_point().buffer(50 / METRES_A_DEGREE)
    redraw(GRID, shape_of(GRID).difference(hole))

    (finding,) = report_of_boundaries()

    assert (finding.fault, finding.parent, finding.areas) == (Fault.GAP, VILLAGE, ())
    assert finding.square_metres == pytest.approx(square_metres(hole), rel=0.01)
    assert 6_500 < finding.square_metres < 7_900  # π · 50² m², and the tenth that a degree is shorter eastward
    assert hole.contains(shapely.Point(finding.longitude, finding.latitude))


def test_a_planted_overlap_names_both_grids():
    patch = shape_of(NEXT).representative_point().buffer(30 / METRES_A_DEGREE)
    redraw(GRID, shape_of(GRID).union(patch))

    (finding,) = report_of_boundaries()

    assert (finding.fault, finding.parent, finding.areas) == (Fault.OVERLAP, VILLAGE, (GRID, NEXT))
    assert finding.square_metres == pytest.approx(square_metres(patch), rel=0.01)


def test_a_grid_beyond_its_village_overlaps_the_neighbours_and_says_whose_it_is():
    other = "350181002001001"
    patch = shape_of(other).representative_point().buffer(30 / METRES_A_DEGREE)
    redraw(GRID, shape_of(GRID).union(patch))

    found = {(finding.fault, finding.parent, finding.areas) for finding in report_of_boundaries()}

    assert found == {(Fault.BEYOND, VILLAGE, (GRID,)), (Fault.OVERLAP, "", (other, GRID))}


def test_a_grid_without_boundary_is_named_and_leaves_a_gap():
    Boundary.objects.filter(area=GRID).delete()
    changed("areas")

    found = {(finding.fault, finding.parent, finding.areas) for finding in report_of_boundaries()}

    assert found == {(Fault.MISSING, VILLAGE, (GRID,)), (Fault.GAP, VILLAGE, ())}


def test_a_sliver_is_rounding_and_left_out():
    redraw(GRID, shape_of(GRID).buffer(-0.1 / METRES_A_DEGREE))

    assert report_of_boundaries() == ()
