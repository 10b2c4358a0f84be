import importlib.util
from pathlib import Path

import pytest
import shapely

from linli.areas.domain.schematic import read_grids, read_outline, unions_of
from linli.areas.metres import square_metres
from linli.areas.models import Area, Boundary

TOWN = "350181005"


@pytest.fixture(scope="module")
def generator():
    path = Path(__file__).resolve().parents[2] / "tools" / "schematic_boundaries.py"
    spec = importlib.util.spec_from_file_location("schematic_boundaries", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_file_is_what_the_generator_makes(generator):
    ground, codes = generator.town_shapes()[TOWN], generator.villages()[TOWN]

    made = {code: generator.to_degrees(shape) for code, shape in generator.grids_of_town(TOWN, ground, codes).items()}

    shipped = {code: shape for code, shape in read_grids().items() if code.startswith(TOWN)}
    assert shipped.keys() == made.keys()
    # Only the rounding to the lattice (a decimetre) lies between them.
    apart = [shapely.hausdorff_distance(shapely.boundary(shipped[code]), shapely.boundary(made[code])) for code in made]
    assert max(apart) < 5e-6


def test_the_grids_tile_the_county_without_gap_or_overlap():
    grids = list(read_grids().values())

    assert shapely.coverage_is_valid(grids)
    whole = shapely.coverage_union_all(grids)
    assert square_metres(whole.symmetric_difference(read_outline())) < 1e-5 * square_metres(read_outline())
    assert all(shape.is_valid for shape in grids)


def test_villages_and_towns_are_whole_pieces():
    villages = unions_of(read_grids())
    towns = unions_of(villages)

    assert (len(villages), len(towns)) == (522, 26)
    assert {shape.geom_type for shape in (*villages.values(), *towns.values())} == {"Polygon"}


def test_the_same_seed_gives_the_same_ground(generator):
    region = generator.town_shapes()[TOWN]

    assert generator.shared_out(region, 5, "a") == generator.shared_out(region, 5, "a")
    assert generator.shared_out(region, 5, "a") != generator.shared_out(region, 5, "b")


@pytest.mark.django_db
def test_every_computed_boundary_says_so_and_the_county_has_its_true_one():
    computed = Boundary.objects.filter(is_schematic=True)

    assert computed.count() == 26 + 522 + 1848
    assert list(Boundary.objects.filter(is_schematic=False).values_list("area_id", "datum")) == [("350181", "cgcs2000")]
    assert Area.objects.filter(is_invented=True).count() == 1848
