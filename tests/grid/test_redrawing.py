import json
from datetime import timedelta

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from linli.areas.models import Area, Boundary
from linli.areas.queries.coverage import report_of_boundaries, shape_of
from linli.areas.queries.map import area_map
from linli.areas.queries.place import locate
from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.grid.domain.redrawing import Part, merge_grids, move_grid, next_code, rename_grid, split_grid
from linli.grid.models import GridChange
from linli.people.models import Post
from linli.people.reader import reader_of
from tests.factories import GRID, OTHER_VILLAGE, VILLAGE, make_case
from tests.grid.conftest import SHEET, sit

SECOND = f"{VILLAGE}002"
NEIGHBOUR = "350181005003"  # another village of the town


def halves(shape):
    """A shape cut at its middle."""
    left, low, right, high = shape.bounds
    middle = (left + right) / 2
    return [shape.intersection(shapely.box(left - 1, low - 1, middle, high + 1)),
            shape.intersection(shapely.box(middle, low - 1, right + 1, high + 1))]  # fmt: skip


def parts_of(code, *names):
    return [Part(name, shape) for name, shape in zip(names, halves(shape_of(code)), strict=True)]


def geojson(parts):
    features = [
        {"type": "Feature", "properties": {"name": part.name}, "geometry": json.loads(shapely.to_geojson(part.shape))}
        for part in parts
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_a_rename_keeps_the_name_before(town):
    rename_grid(GRID, name="榕树下网格", reason="居民这么叫", by=town)

    assert area_map()[GRID].name == "榕树下网格"
    change = GridChange.objects.get()
    assert (change.name_before, change.name_after, change.by) == ("第一网格", "榕树下网格", town.label)


def test_a_merger_joins_the_ground_and_names_the_successor(town, people):
    inside = shape_of(SECOND).representative_point()
    case = make_case(area=SECOND)

    merge_grids([SECOND], into=GRID, reason="人少", by=town)

    assert (area_map()[SECOND].is_active, area_map()[SECOND].replaced_by) == (False, GRID)
    assert locate(inside.x, inside.y).area == GRID
    assert not [one for one in report_of_boundaries() if VILLAGE in (one.parent, *one.areas)]
    case.refresh_from_db()
    assert case.grid == SECOND  # the matter of before is of the grid of its day
    assert make_case(area="", lon=inside.x, lat=inside.y).grid == GRID


def test_a_split_opens_new_codes_and_closes_the_old(town, people):
    first, second = parts_of(GRID, "南片", "北片")

    made = split_grid(GRID, [first, second], reason="楼多了", by=town)

    assert [area.code for area in made] == [f"{VILLAGE}003", f"{VILLAGE}004"]
    point = second.shape.representative_point()
    assert locate(point.x, point.y).area == made[1].code
    assert not area_map()[GRID].is_active
    assert {one.name for one in sit(people.manager).get(f"/grids/{GRID}/").context["face"].successors} == {
        "南片",
        "北片",
    }


@pytest.mark.parametrize("spoil", ["one", "twice", "nameless", "less", "more", "shapeless"])
def test_parts_that_do_not_make_up_the_grid_change_nothing(town, spoil):
    first, second = parts_of(GRID, "南片", "北片")
    parts = {
        "one": [first], "twice": [first, Part("北片", first.shape)], "nameless": [first, Part(" ", second.shape)],
        "less": [first, Part("北片", second.shape.buffer(-0.001))],
        "more": [first, Part("北片", second.shape.union(shape_of(GRID).buffer(0.01)))],
        "shapeless": [first, Part("北片")],
    }  # fmt: skip

    with pytest.raises(Refusal) as refused:
        split_grid(GRID, parts[spoil], reason="楼多了", by=town)

    assert refused.value.code == "parts_wrong"
    assert area_map()[GRID].is_active
    assert not Area.objects.filter(code=f"{VILLAGE}003").exists()


def test_a_grid_without_outline_is_split_by_names(town):
    Boundary.objects.filter(area=GRID).delete()

    made = split_grid(GRID, [Part("南片"), Part("北片")], reason="楼多了", by=town)

    assert [area.name for area in made] == ["南片", "北片"]


def test_a_move_gives_a_code_of_the_other_village(town):
    new = move_grid(GRID, to_village=NEIGHBOUR, reason="划归邻村", by=town)

    assert new.code.startswith(NEIGHBOUR)
    assert area_map()[GRID].replaced_by == new.code
    assert shape_of(new.code) is not None


def test_whoever_held_the_post_holds_it_in_what_follows_and_keeps_the_open_matters(town, people):
    until = localdate() + timedelta(days=30)
    Post.objects.filter(account_id=people.grid_member.actor_id).update(until_on=until)

    new = move_grid(GRID, to_village=NEIGHBOUR, reason="划归邻村", by=town)

    posts = {post.area: post for post in Post.objects.filter(account_id=people.grid_member.actor_id)}
    assert set(posts) == {GRID, new.code}
    assert (posts[new.code].from_on, posts[new.code].until_on) == (localdate(), until)
    assert AuditEntry.objects.filter(action="post.given", area=new.code).count() == 1
    assert {post.area for post in reader_of(people.grid_member.account).posts} == {GRID, new.code}


def test_nobody_is_given_a_post_twice(town, people):
    account = people.grid_member.account
    held = Post.objects.get(account=account)
    Post.objects.create(account=account, unit=held.unit, role=held.role, area=SECOND, from_on=held.from_on)

    merge_grids([SECOND], into=GRID, reason="人少", by=town)

    assert Post.objects.filter(account=account, area=GRID).count() == 1


def test_a_code_is_never_given_twice(town):
    split_grid(GRID, parts_of(GRID, "南片", "北片"), reason="楼多了", by=town)
    merge_grids([f"{VILLAGE}004"], into=f"{VILLAGE}003", reason="又合了", by=town)

    assert next_code(VILLAGE) == f"{VILLAGE}005"


@pytest.mark.parametrize("name", ["manager", "grid_member", "other_manager", "supervisor", "leader"])
def test_a_village_does_not_draw_its_own_lines(people, name):
    with pytest.raises(Refusal) as refused:
        rename_grid(GRID, name="我的", reason="我要", by=getattr(people, name))

    assert refused.value.code == "not_your_grid"


def test_other_towns_and_other_villages_are_refused(town):
    with pytest.raises(Refusal) as refused:
        move_grid(GRID, to_village=OTHER_VILLAGE, reason="划走", by=town)
    assert refused.value.code == "not_your_grid"
    with pytest.raises(Refusal) as refused:
        merge_grids([f"{NEIGHBOUR}001"], into=GRID, reason="人少", by=town)
    assert refused.value.code == "not_of_one_village"
    with pytest.raises(Refusal) as refused:
        rename_grid(GRID, name="新名", reason=" ", by=town)
    assert refused.value.code == "grid_reason_needed"
    assert not GridChange.objects.exists()


def test_what_is_closed_is_not_changed_again(town):
    merge_grids([SECOND], into=GRID, reason="人少", by=town)

    for deed in (lambda: rename_grid(SECOND, name="新名", reason="改", by=town),
                 lambda: merge_grids([GRID], into=SECOND, reason="改", by=town)):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            deed()
        assert refused.value.code == "no_such_grid"


def test_history_can_neither_be_changed_nor_deleted(town):
    rename_grid(GRID, name="榕树下网格", reason="居民这么叫", by=town)

    for deed in (lambda: GridChange.objects.update(reason="别的"), lambda: GridChange.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_is_all_done_from_the_page(people, town, language):
    client, address = sit(town, language), f"{SHEET}changes/"
    assert client.get(address).status_code == 200

    file = SimpleUploadedFile("parts.geojson", geojson(parts_of(GRID, "南片", "北片")).encode())
    answer = client.post(f"{address}split/", {"file": file, "datum": "wgs84", "reason": "楼多了"})

    assert answer.status_code == 302
    assert answer.url == f"/desk/grids/{VILLAGE}003/"
    history = client.get(SHEET).context["changes"]
    assert {line.other_name for line in history} == {"南片", "北片"}
    client.post(f"/desk/grids/{SECOND}/changes/name/", {"name": "老街网格", "reason": "居民这么叫"})
    client.post(f"/desk/grids/{SECOND}/changes/merger/", {"grids": [f"{VILLAGE}003"], "reason": "人少"})
    client.post(f"/desk/grids/{VILLAGE}004/changes/move/", {"village": NEIGHBOUR, "name": "", "reason": "划归邻村"})
    assert GridChange.objects.count() == 5


@pytest.mark.parametrize("content", ["", "{}", '{"type": "FeatureCollection", "features": [1]}', "[1]", '{"features": 3}',
                                     '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}'])  # fmt: skip
def test_a_file_that_is_none_is_said_to_be(town, content):
    file = SimpleUploadedFile("parts.geojson", content.encode() or b" ")

    answer = sit(town).post(f"{SHEET}changes/split/", {"file": file, "datum": "wgs84", "reason": "楼多了"})

    assert (answer.status_code, area_map()[GRID].is_active) == (422, True)


def test_a_village_sees_no_such_page(people):
    assert sit(people.manager).get(f"{SHEET}changes/").status_code == 403
