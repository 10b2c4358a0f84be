import csv
import io

import pytest
from django.template.loader import render_to_string
from django.test import override_settings

from linli.areas.models import Area, Boundary
from linli.areas.queries.drawing import drawing_of
from linli.common.domain.configuration import changed
from linli.common.patterns import all_patterns
from linli.people.enums import Role

pytestmark = pytest.mark.django_db

PAGES = ["/desk/areas/", "/desk/areas/350181005/", "/desk/areas/coverage/", "/desk/areas/codes.csv"]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_led_to_the_staff_door(client, page):
    answer = client.get(page)

    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.ADMINISTRATOR, 200), (Role.DISPATCHER, 200), (Role.CLERK, 403), (Role.GRID_MEMBER, 403), (Role.LEADER, 403)],
)
def test_faults_of_boundaries_are_for_those_who_mend_them(staff, role, status):
    assert staff(role).get("/desk/areas/coverage/").status_code == status


def test_the_tree_shows_its_counts_and_all_towns(staff):
    page = staff(Role.CLERK).get("/desk/areas/").content.decode()

    assert "26" in page
    assert "522" in page
    assert "1,848" in page
    assert page.count('<th scope="row">') == 26
    assert page.partition("area-map")[2].count("<path ") == 26
    assert "coverage" not in page  # a clerk is not led where a clerk may not go


def test_the_schematic_map_says_so_and_stops_saying_so(staff):
    client = staff(Role.CLERK)
    before = client.get("/desk/areas/").content.decode()

    Boundary.objects.filter(area__level="town").update(is_schematic=False)
    changed("areas")
    after = client.get("/desk/areas/").content.decode()

    assert before.count("<figcaption>") == 1
    assert after.count("<figcaption>") == 0


def test_pages_carry_no_style_and_no_script_of_their_own(staff):
    client = staff(Role.ADMINISTRATOR)

    for address in PAGES[:3]:
        page = client.get(address).content.decode()
        assert " style=" not in page
        assert "onclick" not in page


@pytest.mark.parametrize(("words", "name"), [("宏侨", "宏侨社区"), ("hqsq", "宏侨社区"), ("350181005004", "宏侨社区")])
def test_search_by_words_initials_and_code(staff, words, name):
    page = staff(Role.CLERK).get("/desk/areas/", {"q": words}).content.decode()

    assert f'<a href="/desk/areas/350181005004/">{name}</a>' in page


def test_search_that_finds_nothing_says_what_to_type(staff):
    answer = staff(Role.CLERK).get("/desk/areas/", {"q": "<b>没有"})

    assert answer.status_code == 200
    assert "<b>没有" not in answer.content.decode()
    assert 'class="empty"' in answer.content.decode()


def test_a_town_shows_its_villages_and_a_village_its_grids(staff):
    client = staff(Role.CLERK)

    town = client.get("/desk/areas/350181005/").content.decode()
    village = client.get("/desk/areas/350181005004/").content.decode()

    assert town.count('<th scope="row">') == 15
    assert "第一网格" in village
    assert client.get("/desk/areas/350181999/").status_code == 404


def test_a_closed_village_names_its_successor(staff):
    Area.objects.filter(code="350181002001").update(is_active=False, replaced_by="350181002002")
    changed("areas")

    page = staff(Role.CLERK).get("/desk/areas/350181002001/").content.decode()

    assert 'href="/desk/areas/350181002002/"' in page
    assert "notice" in page


def test_a_planted_gap_stands_on_the_page(staff):
    Boundary.objects.filter(area="350181005004001").delete()
    changed("areas")

    page = staff(Role.DISPATCHER).get("/desk/areas/coverage/").content.decode()

    assert page.count('<th scope="row">') == 2


def test_the_codes_come_as_a_file_a_spreadsheet_opens(staff):
    answer = staff(Role.CLERK).get("/desk/areas/codes.csv")

    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert answer["Content-Disposition"] == 'attachment; filename="areas-350181.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 3 + 26 + 522 + 1848
    assert {row["invented"] for row in rows if row["level"] == "grid"} == {"1"}


@pytest.mark.parametrize(
    ("page", "count"), [("/desk/areas/", 4), ("/desk/areas/?q=hq", 4), ("/desk/areas/350181005/", 6), (PAGES[3], 3)]
)
def test_statements_of_a_page_once_the_areas_are_in_memory(staff, django_assert_num_queries, page, count):
    client = staff(Role.CLERK)
    client.get(page)

    with django_assert_num_queries(count):
        client.get(page)


@override_settings(LINLI_DEMO=False)
def test_pages_stand_outside_the_demonstration(staff):
    assert staff(Role.CLERK).get("/desk/areas/").status_code == 200


def test_the_map_stands_on_the_pattern_page():
    html = render_to_string("common/patterns/area-map.html")

    assert html.count("<path ") == 3
    assert html.count("<figcaption>") == 1
    assert "area-map" in {pattern.name for pattern in all_patterns()}


def test_a_name_is_written_on_the_map_only_where_it_has_room():
    outlines = drawing_of("350181").outlines

    assert len(outlines) == 26
    assert {outline.facts.name for outline in outlines if outline.has_room} >= {"一都镇", "东张镇", "渔溪镇"}
    assert "音西街道" not in {outline.facts.name for outline in outlines if outline.has_room}


def test_nothing_is_drawn_without_boundaries():
    Boundary.objects.all().delete()
    changed("areas")

    assert drawing_of("350181") is None


def test_the_outlines_of_an_area_name_their_parts_and_say_that_they_are_schematic(staff):
    answer = staff(Role.CLERK).get("/desk/areas/350181005004/shape.json")

    features = answer.json()["features"]
    below = list(Area.objects.filter(parent_id="350181005004", is_active=True).order_by("code"))
    assert answer["Content-Type"] == "application/geo+json"
    assert [one["properties"]["code"] for one in features] == ["350181005004", *(area.code for area in below)]
    assert all(one["properties"]["schematic"] for one in features)
    assert {one["geometry"]["type"] for one in features} <= {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize("code", ["999999", "350181999"])
def test_outlines_of_what_is_not_there(staff, code):
    assert staff(Role.CLERK).get(f"/desk/areas/{code}/shape.json").status_code == 404


def test_outlines_are_for_staff_alone(client):
    answer = client.get("/desk/areas/350181005/shape.json")

    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


def test_an_area_lies_on_the_map_only_where_there_is_a_provider_with_its_number(staff, settings):
    client = staff(Role.CLERK)
    without = client.get("/desk/areas/350181005/").content.decode()
    settings.LINLI_MAP_TILES = "https://tiles.example/{z}/{x}/{y}.png"
    unnumbered = client.get("/desk/areas/350181005/").content.decode()
    settings.LINLI_MAP_CREDIT = "天地图 GS(2026)0001号"

    shown = client.get("/desk/areas/350181005/").content.decode()

    assert "linli-map" not in without + unnumbered
    assert 'data-shape="/desk/areas/350181005/shape.json"' in shown
    assert '<span class="schematic">Schematic</span> 天地图 GS(2026)0001号' in shown


def test_the_official_list_is_named_in_the_reader_s_language(staff):
    client = staff(Role.CLERK)
    english = client.get("/desk/areas/350181005/").content.decode()
    client.cookies["linli_language"] = "zh-hans"
    chinese = client.get("/desk/areas/350181005/").content.decode()

    assert "NBS code list 2023" in english
    assert "国家统计局区划代码 2023 版" in chinese
