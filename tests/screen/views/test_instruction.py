"""A leader gives an instruction on a figure, from a phone and without script."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.cases.domain.instruction import KIND
from linli.cases.models import Case, CaseEvent
from tests.desk.conftest import hidden
from tests.factories import COUNTY, OTHER_VILLAGE, VILLAGE, make_case

pytestmark = pytest.mark.django_db
ON = f"/screen/{COUNTY}/instruction/?figure="


def test_the_figure_stands_on_the_page_and_is_kept_as_it_is_when_given(people, desk):
    make_case(people.resident)
    client = desk(people.leader)
    page = client.get(ON + "open").content.decode()
    make_case(people.resident)

    answer = client.post(
        ON + "open",
        {
            "key": hidden(page, "key"),
            "words": "压降存量",
            "unit": "路灯管理所",
            "due_on": localdate() + timedelta(days=5),
        },
    )

    made = Case.objects.get(kind=KIND)
    assert answer.status_code == 303
    figure = CaseEvent.objects.get(case=made, seq=1).facts["figure"]
    assert (figure["value"], figure["address"]) == (2, "lead=1")
    assert figure["title"] == {"zh-hans": "福清市 · 在办", "en": "Fuqing · Running"}
    assert "“福清市 · 在办”" in client.get(answer["Location"]).content.decode()


def test_every_link_on_screen_and_tables_leads_to_a_figure(city, desk):
    import re
    from html import unescape

    client = desk(city.leader)
    for path in ("/screen/", f"/screen/{COUNTY}/tables/", f"/screen/{VILLAGE}/?kind=M01037&period=7"):
        links = {
            unescape(one)
            for one in re.findall(r'class="instruct no-print" href="([^"]+)"', client.get(path).content.decode())
        }
        assert len(links) >= 4
        assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_what_is_not_right_is_kept(people, desk):
    make_case(people.resident)
    client = desk(people.leader)

    answer = client.post(ON + "open", {"key": "a", "words": "压降存量", "unit": "", "due_on": ""})

    assert answer.status_code == 422
    assert "压降存量" in answer.content.decode()


def test_only_leaders_only_in_their_area_only_figures_that_are_there(people, desk):
    assert desk(people.supervisor).get(ON + "open").status_code == 403
    assert "instruction/" not in desk(people.supervisor).get("/screen/").content.decode()
    assert desk(people.leader).get(ON + "nothing").status_code == 404
    assert desk(people.manager).get(f"/screen/{OTHER_VILLAGE}/instruction/?figure=open").status_code == 403


def test_instructions_are_in_the_whole_and_never_named_on_a_wall(people, desk):
    make_case(people.resident)
    client = desk(people.leader)
    page = client.get(ON + "open").content.decode()
    client.post(
        ON + "open", {"key": hidden(page, "key"), "words": "压降存量", "unit": "路灯管理所", "due_on": localdate()}
    )

    wall = desk(people.supervisor).get("/screen/")

    assert wall.context["found"].course.opened.value == 2
    main = wall.content.decode().split('id="main"')[1]
    assert "批示" not in main
    assert "压降" not in main
