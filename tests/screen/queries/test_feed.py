"""The latest of public space holds nothing that is not."""

import pytest

from linli.cases.domain.acceptance import accept_case
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
