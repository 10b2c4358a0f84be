from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from linli.common.models import AuditEntry
from linli.people.domain.unit import change_unit, close_unit, open_unit
from linli.people.enums import Role, UnitKind
from linli.people.errors import NotAdministrator, UnitCodeTaken, UnitStillNeeded
from linli.people.queries.unit import every_unit, office_of, unit_by_code, unit_map, unit_name
from tests.people.makers import TOWN, make_holder, make_post, make_staff, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_holder(Role.ADMINISTRATOR)


def test_an_opened_unit_is_on_the_map_at_once(administrator):
    assert unit_by_code("town-001") is None

    unit = open_unit("town-001", name="玉屏街道办", kind=UnitKind.TOWN_OFFICE, area=TOWN, by=administrator)

    assert unit_by_code("town-001").id == unit.id
    assert office_of(TOWN, UnitKind.TOWN_OFFICE).name == "玉屏街道办"
    assert office_of(TOWN, UnitKind.VILLAGE_OFFICE) is None
    assert office_of("350181", UnitKind.TOWN_OFFICE) is None
    assert AuditEntry.objects.get(action="unit.opened").subject_id == str(unit.id)


def test_opening_is_refused_to_strangers_and_for_a_code_in_use(administrator):
    make_unit("water")

    with pytest.raises(UnitCodeTaken):
        open_unit("water", name="水务局", kind=UnitKind.DEPARTMENT, area="350181", by=administrator)
    with pytest.raises(NotAdministrator):
        open_unit("fire", name="消防", kind=UnitKind.DEPARTMENT, area="350181", by=make_holder(Role.MANAGER))


def test_a_changed_unit_reads_anew(administrator):
    unit = make_unit("water")
    assert unit_name(unit.id) == "单位water"

    change_unit(unit.id, name="水务局", telephone="0591-12345678", by=administrator, code="not-changeable")

    assert unit_name(unit.id) == "水务局"
    assert unit_map()[unit.id].telephone == "0591-12345678"
    assert unit_map()[unit.id].code == "water"


def test_changing_and_closing_are_refused_to_strangers():
    unit = make_unit()
    stranger = make_holder(Role.ADMINISTRATOR, area="350181003")

    with pytest.raises(NotAdministrator):
        change_unit(unit.id, name="x", by=stranger)
    with pytest.raises(NotAdministrator):
        close_unit(unit.id, on=localdate(), by=stranger)


def test_a_closed_unit_leaves_the_map_and_keeps_its_name(administrator):
    unit = make_unit("old")

    close_unit(unit.id, on=localdate(), by=administrator)

    assert unit.id not in unit_map()
    assert unit_by_code("old") is None
    assert every_unit()[unit.id].name == unit.name
    assert unit_name(unit.id) == unit.name


def test_a_unit_closes_on_its_day_and_not_before(administrator):
    unit = make_unit()

    close_unit(unit.id, on=localdate() + timedelta(days=1), by=administrator)

    assert unit.id in unit_map()


def test_a_unit_with_posts_or_open_children_stays(administrator):
    parent = make_unit()
    child = make_unit(parent=parent)
    make_post(make_staff(), Role.CLERK, unit=child)

    with pytest.raises(UnitStillNeeded):
        close_unit(parent.id, on=localdate(), by=administrator)
    with pytest.raises(UnitStillNeeded):
        close_unit(child.id, on=localdate(), by=administrator)


def test_posts_that_end_before_do_not_hold_a_unit(administrator):
    unit = make_unit()
    make_post(make_staff(), Role.CLERK, unit=unit, until_on=date(2026, 6, 30))

    assert close_unit(unit.id, on=localdate(), by=administrator).closed_on == localdate()
