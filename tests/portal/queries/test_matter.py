"""One matter in the words of the one who reported it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from linli.cases.domain.closure import withdraw_case
from linli.cases.domain.merging import merge_case
from linli.cases.domain.progress import return_for_materials, urge_case
from linli.cases.enums import Source
from linli.people.enums import Role
from linli.people.reader import Reader
from linli.portal.queries.matter import find_matter
from tests.factories import make_case, make_staff
from tests.portal.conftest import address

SHANGHAI = ZoneInfo("Asia/Shanghai")


def page_of(case, reader):
    return find_matter(address(case).split("/")[2], reader)


def test_the_timeline_says_who_is_in_charge_and_why(city):
    case = make_case(city.resident)
    city.accept(case)

    steps = page_of(case, city.resident).timeline

    assert [step.moment.event.verb for step in steps] == ["assign", "accept", "open"]
    assert "路灯管理所" in steps[0].line
    assert "12" in steps[0].why  # the number of the rule
    assert city.village_office.name in steps[2].line


def test_what_a_resident_did_is_named_by_the_deed(city):
    case = make_case(city.resident)
    urge_case(case, by=city.resident)

    with translation.override("en"):
        titles = [step.title for step in page_of(case, city.resident).timeline]

    assert titles == ["Urged", "You sent it"]


@pytest.mark.parametrize(
    ("moment", "nouns"),
    [("open", ["supplement", "urging", "withdrawal"]), ("waiting", ["supplement", "withdrawal"]),
     ("closed", ["rating", "reopening"])],
)  # fmt: skip
def test_what_can_be_done_depends_on_the_state(city, moment, nouns):
    case = make_case(city.resident)
    if moment == "waiting":
        return_for_materials(case, by=city.manager, note="请说明哪一栋")
    if moment == "closed":
        city.close(case)

    assert [noun for noun, _ in page_of(case, city.resident).deeds] == nouns


def test_a_year_that_is_not_known_yet_says_so(city):
    case = make_case(city.resident, at=datetime(2026, 12, 30, 9, tzinfo=SHANGHAI), kind="M06001")

    page = page_of(case, city.resident)

    assert case.due_certain is False
    assert "2027" in page.doubt


def test_a_year_that_is_known_raises_no_doubt(city):
    assert page_of(make_case(city.resident), city.resident).doubt == ""


def test_who_followed_a_merged_matter_is_led_to_the_other(city):
    first, second = make_case(city.stranger), make_case(city.resident)
    merge_case(second, into=first, by=make_staff(Role.DISPATCHER))

    assert page_of(second, city.resident).merged_into == address(first).split("/")[2]
    assert page_of(second, Reader(owns=frozenset({second.id}))).merged_into == ""


def test_what_was_withdrawn_was_neither_in_time_nor_late(city):
    case = make_case(city.resident)
    withdraw_case(case, by=city.resident)

    assert page_of(case, city.resident).whole is None


def test_what_was_closed_says_whether_in_time(city):
    case = city.close(make_case(city.resident))

    assert page_of(case, city.resident).whole.tone == "done"


def test_the_limit_on_the_way_goes_once_it_is_met(city):
    case = make_case(city.resident)
    before = [step.limit.row.key for step in page_of(case, city.resident).next_steps]
    city.accept(case)

    assert before == ["accept"]
    assert page_of(case, city.resident).next_steps == []


def test_a_limit_of_a_day_is_not_soon_from_its_first_minute(city):
    case = make_case(city.resident)

    assert page_of(case, city.resident).whole.tone == "act"


def test_what_came_by_these_pages_came_online(city):
    with translation.override("en"):
        said = [
            page_of(make_case(city.resident, source=way), city.resident).source
            for way in (Source.PORTAL, Source.WINDOW)
        ]

    assert said == ["Online", "Window"]


def test_the_source_is_kept_for_what_was_typed_by_staff(city):
    case = make_case(city.resident, source=Source.HOTLINE)

    assert page_of(case, city.resident).case.source == "hotline"
