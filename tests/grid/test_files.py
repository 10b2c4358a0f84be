import json
from datetime import timedelta
from io import BytesIO

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from openpyxl import Workbook, load_workbook

from linli.areas.models import Area, Boundary
from linli.areas.queries.coverage import shape_of
from linli.areas.queries.map import area_map
from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.grid.domain.importing import apply_file, keep_file, look_at
from linli.grid.domain.words import describe_grid
from linli.grid.enums import VoluntaryKind
from linli.grid.models import GridChange, GridFile, GridWords
from linli.people.models import Account, Post
from tests.factories import GRID, OTHER_VILLAGE, VILLAGE
from tests.grid.conftest import place, sit

FILES = "/desk/grids/files/"
NEW = f"{VILLAGE}009"


def book(grids=(), posts=()):
    made = Workbook()
    made.remove(made.active)
    for title, columns, rows in (("grids", ("code", "name", "covers"), grids),
                                 ("posts", ("username", "role", "unit", "grid", "from_on", "until_on"), posts)):  # fmt: skip
        sheet = made.create_sheet(title)
        for row in (columns, *rows):
            sheet.append(row)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def outlines(*rows):
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for code, name, shape in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def bring(content, by, datum="wgs84"):
    return keep_file(content, name="wangge.xlsx", datum=datum, by=by)


def test_a_look_says_what_would_be_done_and_does_nothing(town):
    file = bring(book([(GRID, "榕树下网格", "一号楼"), (NEW, "新网格", ""), (f"{VILLAGE}002", "第二网格", "")]), town)

    found = look_at(file, by=town)

    assert [(one.row, one.code, one.fault) for one in found] == [(2, GRID, ""), (3, NEW, "")]
    assert "第一网格 → 榕树下网格" in found[0].words
    assert area_map()[GRID].name == "第一网格"
    assert NEW not in area_map()
    assert not GridWords.objects.exists()
    assert not GridChange.objects.exists()


def test_what_was_seen_is_done_once(town):
    file = bring(book([(GRID, "榕树下网格", "一号楼"), (NEW, "新网格", "")]), town)

    apply_file(file, by=town, seen=2)

    assert (area_map()[GRID].name, area_map()[NEW].name) == ("榕树下网格", "新网格")
    assert GridWords.objects.get().covers == "一号楼"
    with pytest.raises(Refusal):
        apply_file(file, by=town, seen=2)


def test_one_wrong_row_and_nothing_is_done(town):
    file = bring(
        book([(GRID, "榕树下网格", ""), (f"{OTHER_VILLAGE}001", "别人的", ""), ("123", "短", ""), (NEW, "", "")]), town
    )

    assert [one.row for one in look_at(file, by=town) if one.fault] == [3, 4, 5]
    with pytest.raises(Refusal) as refused:
        apply_file(file, by=town, seen=1)

    assert refused.value.code == "grid_import_faulty"
    assert area_map()[GRID].name == "第一网格"


def test_what_has_changed_since_it_was_seen_is_not_done(town):
    file = bring(book([(GRID, "第一网格", "一号楼")]), town)
    assert len(look_at(file, by=town)) == 1
    describe_grid(GRID, covers="一号楼", by=town)

    with pytest.raises(Refusal) as refused:
        apply_file(file, by=town, seen=1)

    assert refused.value.code == "changed_since"


def test_posts_are_given_and_ended_by_whoever_may(people, town, town_administrator):
    member = Account.objects.get(id=people.grid_member.actor_id)
    known = Post.objects.get(account=member)
    last = localdate() + timedelta(days=9)
    rows = [(member.username, known.role, known.unit.code, GRID, known.from_on, last),
            (people.manager.account.username, "grid_head", known.unit.code, VILLAGE, localdate(), "")]  # fmt: skip
    content = book(posts=rows)

    assert all(one.fault for one in look_at(bring(content, town), by=town))
    apply_file(bring(content, town_administrator), by=town_administrator, seen=2)

    known.refresh_from_db()
    assert known.until_on == last
    assert Post.objects.filter(role="grid_head", area=VILLAGE, account_id=people.manager.actor_id).exists()


def test_posts_go_out_and_come_in_with_their_grids_in_geojson(people, town_administrator):
    member = Account.objects.get(id=people.grid_member.actor_id)
    known = Post.objects.get(account=member)
    head = {
        "username": people.manager.account.username,
        "role": "grid_head",
        "unit": known.unit.code,
        "from_on": "2026-11-01",
    }
    taken = sit(town_administrator).get("/desk/grids/export/grids.geojson").content
    features = {row["properties"]["code"]: row for row in json.loads(taken)["features"]}
    assert [post["username"] for post in features[GRID]["properties"]["posts"]] == [member.username]
    assert look_at(bring(taken, town_administrator), by=town_administrator) == []

    village = {"type": "Feature", "properties": {"code": VILLAGE, "posts": [head]}, "geometry": None}
    content = json.dumps({"type": "FeatureCollection", "features": [features[GRID], village]}).encode()
    apply_file(bring(content, town_administrator), by=town_administrator, seen=1)

    assert Post.objects.filter(role="grid_head", area=VILLAGE, account_id=people.manager.actor_id).exists()
    again = json.loads(sit(town_administrator).get("/desk/grids/export/grids.geojson").content)["features"]
    assert [row["properties"]["code"] for row in again if row["geometry"] is None] == [VILLAGE]
    wrong = {**village, "properties": {"code": VILLAGE, "posts": [{**head, "role": "administrator"}]}}
    content = json.dumps({"type": "FeatureCollection", "features": [wrong]}).encode()
    assert [bool(one.fault) for one in look_at(bring(content, town_administrator), by=town_administrator)] == [True]


@pytest.mark.parametrize("row", [("nobody", "grid_member", "lamps", GRID, "2026-01-01", ""),
                                 ("admin", "administrator", "lamps", GRID, "2026-01-01", ""),
                                 ("admin", "grid_member", "lamps", GRID, "gestern", ""),
                                 ("admin", "grid_member", "lamps", "350181", "2026-01-01", ""),
                                 ("admin", "grid_member", "lamps", GRID, "", "")])  # fmt: skip
def test_a_post_that_cannot_be_is_a_wrong_row(people, row):
    account = Account.objects.get(id=people.administrator.actor_id)
    Account.objects.filter(id=account.id).update(username="admin")

    found = look_at(bring(book(posts=[row]), people.administrator), by=people.administrator)

    assert [bool(one.fault) for one in found] == [True]


def test_outlines_are_drawn_and_the_one_before_stays(town):
    shape = shape_of(GRID).buffer(0)
    smaller = shapely.affinity.scale(shape, 0.5, 0.5)

    file = bring(outlines((GRID, "", smaller), (NEW, "新网格", smaller)), town)
    assert [one.row for one in look_at(file, by=town)] == [1, 2]
    apply_file(file, by=town, seen=2)

    assert shape_of(GRID).equals_exact(smaller, 1e-6)
    assert Boundary.objects.filter(area=GRID).count() == 2
    assert look_at(bring(outlines((GRID, "", smaller)), town), by=town) == []


def test_shifted_coordinates_are_brought_back(town):
    shape = shape_of(GRID)

    apply_file(bring(outlines((GRID, "", shape)), town, datum="gcj02"), by=town, seen=1)

    moved = shape_of(GRID).centroid.distance(shape.centroid)
    assert 0.004 < moved < 0.007  # some 570 m here


@pytest.mark.parametrize("content", [b"PK nothing", b"", b"{}", b"\xff\xfe", book(), book()[:200]])
def test_a_file_that_is_none_is_not_kept(town, content):
    with pytest.raises(Refusal) as refused:
        bring(content, town)

    assert refused.value.code == "grid_file_unreadable"
    assert not GridFile.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_is_all_done_from_the_page(people, town, language):
    client = sit(town, language)
    content = book([(GRID, "榕树下网格", "")])

    answer = client.post(FILES, {"file": SimpleUploadedFile("w.xlsx", content), "datum": "cgcs2000"}, follow=True)

    assert [one.code for one in answer.context["changes"]] == [GRID]
    assert area_map()[GRID].name == "第一网格"
    done = client.post(answer.request["PATH_INFO"], {"seen": "1"})
    assert (done.status_code, area_map()[GRID].name) == (302, "榕树下网格")
    assert client.get(answer.request["PATH_INFO"]).status_code == 404
    assert client.post(FILES, {"file": SimpleUploadedFile("w.xlsx", b"x"), "datum": "cgcs2000"}).status_code == 422


def test_a_file_is_seen_by_whoever_brought_it_only(people, town):
    file = bring(book([(GRID, "榕树下网格", "")]), town)

    assert sit(people.dispatcher).get(f"{FILES}{file.id}/").status_code == 404
    assert sit(people.manager).get(FILES).status_code == 403


def test_what_goes_out_comes_in_again_without_a_difference(people, town):
    describe_grid(GRID, covers="=一号楼", by=town)
    answer = sit(town).get("/desk/grids/export/grids.xlsx")

    assert look_at(bring(answer.content, town), by=town) == []
    assert AuditEntry.objects.filter(action="grid.exported").count() == 1


def test_no_person_and_no_party_member_goes_out(people, town):
    place(VoluntaryKind.PARTY_MEMBER, organisation="市供电所")
    place(VoluntaryKind.MERCHANT, organisation="老陈粮油")

    content = sit(town).get("/desk/grids/export/grids.xlsx").content

    text = str([[cell.value for row in sheet.rows for cell in row] for sheet in load_workbook(BytesIO(content))])
    assert "老陈粮油" in text
    for word in ("市供电所", "party", "欧阳", "4217"):
        assert word not in text


def test_outlines_go_out_and_say_that_they_are_schematic(people, town):
    answer = sit(town).get("/desk/grids/export/grids.geojson")

    found = {
        one["properties"]["code"]: one["properties"]["schematic"] for one in json.loads(answer.content)["features"]
    }
    assert found[GRID] is True
    assert all(code.startswith(town.posts[0].area) for code in found)
    assert Area.objects.filter(code__in=found).count() == len(found)
    assert sit(town).get("/desk/grids/export/grids.csv").status_code == 404
    assert sit(people.manager).get("/desk/grids/export/grids.xlsx").status_code == 403
