from datetime import date

import pytest

from linli.areas.models import Area
from linli.common.domain.configuration import changed
from linli.people.enums import Role
from linli.people.queries.post import Vacancy, holders, vacant_posts
from tests.people.makers import COUNTY, TOWN, make_post, make_staff, make_unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
VILLAGE = "350181002001"


def test_who_holds_a_role_for_an_area():
    here, there = make_staff(), make_staff()
    make_post(here, Role.CLERK, area=TOWN)
    make_post(there, Role.CLERK, area="350181003")
    make_post(make_staff(), Role.MANAGER, area=TOWN)
    make_post(make_staff(), Role.CLERK, area=TOWN, until_on=date(2026, 11, 22))
    make_post(make_staff(is_active=False), Role.CLERK, area=TOWN)

    assert [holder.account_id for holder in holders(Role.CLERK, area=TOWN, on=TODAY)] == [here.id]
    assert {holder.account_id for holder in holders(Role.CLERK, on=TODAY)} == {here.id, there.id}


def test_who_holds_a_role_at_a_unit():
    unit, person = make_unit(), make_staff()
    make_post(person, Role.OFFICER, unit=unit)
    make_post(make_staff(), Role.OFFICER)

    assert [holder.account_id for holder in holders(Role.OFFICER, unit=unit.id)] == [person.id]
    assert [holder.role for holder in holders(unit=unit.id)] == [Role.OFFICER]


def test_the_nearest_around_an_area_come_first():
    county, town = make_staff(), make_staff()
    make_post(county, Role.DISPATCHER, area=COUNTY)
    make_post(town, Role.DISPATCHER, area=TOWN)

    found = holders(Role.DISPATCHER, area=VILLAGE, is_around=True)

    assert [holder.account_id for holder in found] == [town.id, county.id]
    assert holders(Role.DISPATCHER, area=VILLAGE) == []


def test_a_substitute_stands_beside_the_holder_on_their_days():
    holder, stand_in = make_staff(), make_staff()
    make_post(
        holder, Role.CLERK, area=TOWN, substitute=stand_in,
        substitute_from_on=TODAY, substitute_until_on=date(2026, 11, 24),
    )  # fmt: skip

    def found_on(day):
        return [(one.account_id, one.is_substitute) for one in holders(Role.CLERK, area=TOWN, on=date(2026, 11, day))]

    assert found_on(22) == [(holder.id, False)]
    assert found_on(24) == [(holder.id, False), (stand_in.id, True)]
    assert found_on(25) == [(holder.id, False)]


@pytest.mark.parametrize("count", [1, 3])
def test_holders_are_read_in_one_statement(count, django_assert_num_queries):
    for _ in range(count):
        make_post(make_staff(), Role.CLERK, area=TOWN, substitute=make_staff(), substitute_from_on=TODAY)

    with django_assert_num_queries(1):
        assert len(holders(Role.CLERK, area=TOWN, on=TODAY)) == 2 * count


@pytest.fixture
def grids():
    codes = ["350181002001901", "350181002001902"]
    for code in codes:
        Area.objects.create(code=code, name=code, full_name=code, level="grid", kind="grid", parent_id=VILLAGE)
    changed("areas")
    return codes


def test_vacant_are_posts_left_and_grids_without_a_member(grids):
    office = make_unit()
    make_post(make_staff(), Role.GRID_MEMBER, area=grids[0])
    make_post(make_staff(), Role.MANAGER, area=VILLAGE, unit=office, until_on=date(2026, 6, 30))

    vacant = [vacancy for vacancy in vacant_posts(on=TODAY, within=VILLAGE) if vacancy.area in (VILLAGE, *grids)]

    assert vacant == [Vacancy(Role.MANAGER, VILLAGE, office.id), Vacancy(Role.GRID_MEMBER, grids[1], None)]


def test_a_post_with_a_successor_is_not_vacant():
    office = make_unit()
    make_post(make_staff(), Role.MANAGER, area=VILLAGE, unit=office, until_on=date(2026, 6, 30))
    make_post(make_staff(), Role.MANAGER, area=VILLAGE, unit=office, from_on=date(2026, 7, 1))

    assert [vacancy for vacancy in vacant_posts(on=TODAY, within=VILLAGE) if vacancy.role == Role.MANAGER] == []


def test_a_grid_whose_member_left_is_vacant_once(grids):
    unit = make_unit()
    make_post(make_staff(), Role.GRID_MEMBER, area=grids[0], unit=unit, until_on=date(2026, 6, 30))

    assert vacant_posts(on=TODAY, within=grids[0]) == [Vacancy(Role.GRID_MEMBER, grids[0], unit.id)]


def test_posts_of_a_closed_unit_are_not_looked_for():
    make_post(make_staff(), Role.MANAGER, area=VILLAGE, unit=make_unit(closed_on=TODAY), until_on=date(2026, 6, 30))

    assert [vacancy for vacancy in vacant_posts(on=TODAY, within=VILLAGE) if vacancy.role == Role.MANAGER] == []
