"""The pages of the screen: who may look at what, what an answer costs, what is asked again and again."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.urls import resolve
from openpyxl import load_workbook

from linli.common.models import AuditEntry
from linli.screen.queries.counting import LIST
from tests.factories import COUNTY, GRID, OTHER_VILLAGE, TOWN, VILLAGE, make_case

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/desk/cases/\?[^"]*)"[^>]*>(?:<span[^>]*>[^<]*</span>)*(?:<b>)?([\d,]+)(?:</b>)?</a>')


def test_a_village_manager_lands_on_the_village_and_a_leader_on_the_city(people, desk):
    assert desk(people.manager).get("/screen/").context["view"].area == VILLAGE
    assert desk(people.leader).get("/screen/").context["view"].area == COUNTY
    assert desk(people.town_dispatcher).get("/screen/").context["view"].area == TOWN


@pytest.mark.parametrize("area", [OTHER_VILLAGE, TOWN, COUNTY, "350181999", "abc"])
def test_what_lies_outside_the_post_is_not_found(people, desk, area):
    client = desk(people.manager)

    assert {client.get(f"/screen/{area}/{part}").status_code for part in ("", "figures/", "tables/", "brief/")} == {404}


def test_areas_above_ones_own_are_not_offered(people, desk):
    assert [crumb["name"] for crumb in desk(people.leader).get(f"/screen/{VILLAGE}/").context["crumbs"]] != []
    assert desk(people.manager).get(f"/screen/{VILLAGE}/").context["crumbs"] == []


@pytest.mark.parametrize("path", [f"/screen/{COUNTY}/", f"/screen/{COUNTY}/tables/", "/screen/brief/"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_number_on_a_page_opens_the_list_it_counts(city, desk, path, language):
    client = desk(city.supervisor, language)

    page = client.get(path).content.decode()

    main = page[page.index('id="main"') :]
    links = {unescape(link): int(value.replace(",", "")) for link, value in LINK.findall(main)}
    assert len(links) >= 12
    assert {link: client.get(link).context["total"].value for link in links} == links


def test_the_list_is_a_page_of_the_desk():
    assert resolve(LIST).view_name == "desk:cases"


@pytest.mark.parametrize("count", [1, 3])
def test_page_and_panels_take_four_statements_and_four_more_after_something_happened(
    count, people, desk, django_assert_num_queries
):
    for _ in range(count):
        make_case(people.resident)
    client = desk(people.leader)
    client.get("/screen/")

    # Session, account, posts, pulse; anew: standing, flows, first contacts not made, feed; points of a village, its two shares.
    figures, village = f"/screen/{COUNTY}/figures/", f"/screen/{VILLAGE}/figures/?period=7&kind=M01037"
    for path, statements in (("/screen/", 4), (figures, 4), (village, 11), (village, 4)):
        with django_assert_num_queries(statements):
            client.get(path)
    make_case(people.resident)
    with django_assert_num_queries(8):
        client.get(figures)


def test_brief_takes_eight_statements(people, desk, django_assert_num_queries):
    make_case(people.resident)
    client = desk(people.leader)
    client.get("/screen/brief/")

    with django_assert_num_queries(
        8
    ):  # session, account, posts; by area, by unit, flows, first contacts not made; all counts
        client.get("/screen/brief/")


def test_nothing_new_is_said_with_304_and_the_moment(people, desk):
    client = desk(people.leader)
    page = client.get("/screen/")
    mark = re.search(r'data-mark="([^"]+)"', page.content.decode())[1]
    mark = unescape(mark)

    same = client.get(f"/screen/{COUNTY}/figures/", headers={"If-None-Match": mark})
    make_case(people.resident)
    new = client.get(f"/screen/{COUNTY}/figures/", headers={"If-None-Match": mark})

    assert (same.status_code, same.content) == (304, b"")
    assert re.fullmatch(r"\d\d:\d\d:\d\d", same["X-Read-At"])
    assert (new.status_code, new["ETag"] != mark) == (200, True)
    assert b'id="panel-today"' in new.content
    assert "no-cache" in new["Cache-Control"]


def test_page_refreshes_itself_without_script(people, desk):
    page = desk(people.leader).get("/screen/").content.decode()

    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page


def test_no_words_and_no_complaint_stand_on_the_screen(people, desk):
    make_case(people.resident, words="灯杆倒在沟边", place="沟边小卖部")
    make_case(people.resident, kind="C001", about_unit=people.gardens.id, words="推来推去")

    for path in ("/screen/", f"/screen/{VILLAGE}/", f"/screen/{COUNTY}/tables/", "/screen/brief/"):
        page = desk(people.leader).get(path).content.decode()
        main = page[page.index('id="main"') :]
        assert "沟边" not in main
        assert "对工作人员的投诉" not in main
        assert "推来推去" not in main


@pytest.mark.parametrize("shape", ["xlsx", "csv"])
def test_tables_come_as_a_file_and_are_written_down(people, desk, shape):
    make_case(people.resident)

    answer = desk(people.supervisor).get(f"/screen/{COUNTY}/export.{shape}?period=7")

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if shape == "xlsx":
        rows = [list(row) for row in load_workbook(BytesIO(body)).active.iter_rows(values_only=True)]
    else:
        rows = [line.split(",") for line in body.decode("utf-8-sig").splitlines()]
    assert [str(cell) for cell in rows[1][1:6]] == [COUNTY, "福清市", "1", "0", "1"]
    assert any("路灯异常" in row for row in rows)
    entry = AuditEntry.objects.get(subject_kind="screen")
    assert entry.detail["shape"] == shape


def test_files_are_for_those_who_may_export(people, desk):
    assert desk(people.leader).get(f"/screen/{COUNTY}/export.csv").status_code == 403
    assert desk(people.supervisor).get(f"/screen/{COUNTY}/export.pdf").status_code == 404


def test_a_grid_shows_how_things_are_now(people, desk):
    case = make_case(people.resident, area=GRID)

    page = desk(people.manager, "en").get(f"/screen/{GRID}/")

    assert page.context["found"].open.value == 1
    assert page.context["found"].course is None
    assert page.context["periods"] == []
    assert "Period figures exist for villages and above" in page.content.decode()
    assert case.grid == GRID
