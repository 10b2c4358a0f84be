"""The latest of public space holds nothing that is not."""

import pytest

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.progress import report_progress
from linli.cases.models import Case
from linli.screen.queries.feed import latest
from linli.screen.queries.view import View
from tests.factories import COUNTY, GRID, OTHER_VILLAGE, TOWN, VILLAGE, make_case

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("area", [COUNTY, TOWN, VILLAGE, GRID])
def test_a_step_is_shown_with_kind_state_and_place_and_nothing_else(people, area):
    case = make_case(people.resident, area=GRID, words="灯杆倒在沟边")
    accept_case(case, by=people.manager)

    first = latest(View.read(area, {}))[0]

    assert vars(first).keys() == {"kind", "state", "place", "at"}
    assert (first.kind, first.state.zh) == ("路灯异常", "已派遣")
    assert "网格" not in first.place


@pytest.mark.parametrize("area", [COUNTY, VILLAGE])
def test_nothing_personal_sealed_confidential_or_complained_appears(people, area):
    make_case(people.resident, kind="C001", about_unit=people.gardens.id)
    make_case(people.resident, kind="A001")
    make_case(people.resident, kind="M10999")
    make_case(people.resident, is_confidential=True)
    Case.objects.filter(pk=make_case(people.resident).pk).update(compartment="mediation")

    assert latest(View.read(area, {})) == []


def test_a_village_sees_its_own(people):
    make_case(people.resident, area=OTHER_VILLAGE)

    assert latest(View.read(VILLAGE, {})) == []
    assert len(latest(View.read(OTHER_VILLAGE, {}))) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_one_statement_however_many(count, people, django_assert_num_queries):
    for _ in range(count):
        make_case(people.resident)
    latest(View.read(COUNTY, {}))

    with django_assert_num_queries(1):
        found = latest(View.read(COUNTY, {}))

    assert len(found) == count


def test_town_and_county_tell_the_same_steps(people):
    for _ in range(5):
        case = make_case(people.resident, area=GRID)
        accept_case(case, by=people.manager)
    report_progress(case, by=people.officer, note="已换灯泡。")

    town, county = latest(View.read(TOWN, {})), latest(View.read(COUNTY, {}))

    assert town == county
    assert len(town) == 5


def test_where_few_steps_are_its_own_its_newest_matters_fill_up(people, monkeypatch):
    for _ in range(3):
        make_case(people.resident, area=VILLAGE)
    make_case(people.resident, area=OTHER_VILLAGE)
    monkeypatch.setattr("linli.screen.queries.feed.STEPS_READ", 2)

    found = latest(View.read(VILLAGE, {}))

    assert len(found) == 3
    assert found == sorted(found, key=lambda one: one.at, reverse=True)
