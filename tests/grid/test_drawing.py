import pytest
import shapely

from linli.areas.models import Area, Boundary
from linli.areas.queries.coverage import report_of_boundaries, shape_of
from linli.areas.queries.map import area_map
from linli.areas.queries.place import locate
from linli.common.domain.configuration import changed
from linli.common.errors import Refusal
from linli.grid.domain.drawing import Drawn, apply_drawing, fingerprint, look_at_drawing, move_corners
from linli.grid.enums import DrawnDeed
from linli.grid.models import GridChange
from tests.factories import GRID, VILLAGE
from tests.grid.conftest import SHEET, sit

SECOND, THIRD = f"{VILLAGE}002", f"{VILLAGE}003"


@pytest.fixture
def square(people):
    """A village of two grids side by side, and free ground to the north of them."""
    left, low = 120.9, 25.02  # at sea, where nobody else has ground
    shapes = {
        VILLAGE: shapely.box(left, low, left + 0.02, low + 0.02),
        GRID: shapely.box(left, low, left + 0.01, low + 0.01),
        SECOND: shapely.box(left + 0.01, low, left + 0.02, low + 0.01),
    }
    for code, shape in shapes.items():
        Boundary.objects.filter(area=code, until_on__isnull=True).update(shape=shapely.to_wkb(shape))
    Area.objects.filter(parent=VILLAGE).exclude(code__in=shapes).update(is_active=False)
    changed("areas")
    return left, low


def line(square, *points):
    return tuple((square[0] + x, square[1] + y) for x, y in points)


def cut(square, **more):
    return Drawn(**{"deed": DrawnDeed.SPLIT, "points": line(square, (0, 0.004), (0.01, 0.004)), "names": ("北片", "南片"),
                    "reason": "楼多了"} | more)  # fmt: skip


def test_a_line_across_splits_the_grid_and_the_largest_part_has_the_first_name(town, square):
    codes = apply_drawing(GRID, cut(square), seen=fingerprint(GRID), by=town)

    assert [(code, area_map()[code].name) for code in codes] == [(THIRD, "北片"), (f"{VILLAGE}004", "南片")]
    assert locate(square[0] + 0.005, square[1] + 0.008).area == THIRD
    assert (area_map()[GRID].is_active, GridChange.objects.filter(grid=GRID).count()) == (False, 2)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"names": ("一",)}, "parts_wrong"),
        ({"points": ((120.901, 25.022),)}, "parts_wrong"),
        ({"points": ((120.903, 25.023), (120.906, 25.026))}, "parts_wrong"),  # ends far inside
        ({"reason": " "}, "grid_reason_needed"),
        ({"deed": DrawnDeed.NEW}, "parts_wrong"),  # two corners
        ({"deed": DrawnDeed.NEW, "points": ((120.901, 25.021), (120.909, 25.021), (120.905, 25.029))}, "parts_wrong"),
        ({"deed": DrawnDeed.EDGE}, "parts_wrong"),  # nothing moved
        (
            {"deed": DrawnDeed.EDGE, "moves": (((120.905, 25.025), (120.906, 25.026)),)},
            "parts_wrong",
        ),  # no corner there
        ({"deed": DrawnDeed.EDGE, "moves": (((120.9, 25.02), (120.901, 25.021)),)}, "parts_wrong"),  # the village's
        ({"deed": DrawnDeed.EDGE, "moves": (((120.91, 25.03), (120.91, 25.0)),)}, "parts_wrong"),  # crosses itself
    ],
)
def test_what_is_drawn_wrongly_changes_nothing(town, square, more, code):
    before = fingerprint(GRID)

    with pytest.raises(Refusal) as refused:
        look_at_drawing(GRID, cut(square, **more), by=town)

    assert (refused.value.code, fingerprint(GRID)) == (code, before)


def test_a_shared_corner_moves_for_both_and_leaves_neither_gap_nor_overlap(town, square):
    at, to = line(square, (0.01, 0.01), (0.012, 0.011))
    before = [one for one in report_of_boundaries() if one.parent == VILLAGE]

    codes = move_corners(GRID, [(at, to)], reason="以路为界", by=town)

    first, second = shape_of(GRID), shape_of(SECOND)
    assert sorted(codes) == [GRID, SECOND]
    assert first.contains(shapely.Point(*line(square, (0.0105, 0.009))[0]))
    assert first.intersection(second).area == 0
    assert [one.fault for one in report_of_boundaries() if one.parent == VILLAGE] == [one.fault for one in before]


def test_a_corner_that_is_none_of_the_neighbour_s_gets_one_there(town, square):
    middle, to = line(square, (0.01, 0.005), (0.013, 0.005))

    move_corners(GRID, [(middle, to)], reason="以路为界", by=town)

    assert shape_of(GRID).intersection(shape_of(SECOND)).area == 0
    assert locate(square[0] + 0.0115, square[1] + 0.005).area == GRID


def test_a_new_grid_takes_free_ground_only(town, square):
    drawn = cut(square, deed=DrawnDeed.NEW, names=("新片",), points=line(square, (-0.005, 0.005), (0.025, 0.005), (0.025, 0.025), (-0.005, 0.025)))  # fmt: skip

    look = look_at_drawing(GRID, drawn, by=town)
    codes = apply_drawing(GRID, drawn, seen=look.seen, by=town)

    assert (codes, [name for name, _ in look.grids], look.findings) == ([THIRD], ["新片"], [])
    assert shape_of(THIRD).intersection(shape_of(GRID)).area == 0
    assert not [one for one in report_of_boundaries() if one.parent == VILLAGE]


def test_what_was_seen_is_what_is_done(town, square):
    seen = look_at_drawing(GRID, cut(square), by=town).seen
    move_corners(GRID, [line(square, (0.01, 0.005), (0.011, 0.005))], reason="先改了", by=town)

    with pytest.raises(Refusal) as refused:
        apply_drawing(GRID, cut(square), seen=seen, by=town)

    assert refused.value.status == 409
    assert area_map()[GRID].is_active


def test_the_page_shows_first_and_does_it_then(town, square, people):
    client, address = sit(town), f"{SHEET}drawing/"
    said = {"deed": "split", "points": "120.9 25.024\n120.91，25.024", "names": "北片\n南片", "reason": "楼多了", "datum": "wgs84"}  # fmt: skip

    look = client.post(address, said)

    assert (look.status_code, [name for name, _ in look.context["look"].grids]) == (200, ["北片", "南片"])
    assert area_map()[GRID].is_active
    assert client.post(address, said | {"points": "119.37"}).status_code == 422
    assert client.post(address, said | {"points": "900 25"}).status_code == 422
    assert client.post(address, said | {"names": "一"}).status_code == 422
    assert client.post(address, said | {"seen": look.context["look"].seen}).status_code == 302
    assert not area_map()[GRID].is_active


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_who_may_draw(people, town, language):
    assert sit(town, language).get(f"{SHEET}drawing/").status_code == 200
    assert sit(people.manager, language).get(f"{SHEET}drawing/").status_code == 403
    with pytest.raises(Refusal) as refused:
        look_at_drawing(GRID, Drawn(DrawnDeed.NEW, reason="x"), by=people.manager)
    assert refused.value.code == "not_your_grid"
