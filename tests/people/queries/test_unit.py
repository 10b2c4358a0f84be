import pytest
from django.utils import translation

from linli.common.domain.configuration import forget_everything
from linli.people.enums import UnitKind
from linli.people.queries.unit import office_of, unit_by_code, unit_map, unit_name
from tests.people.makers import TOWN, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_is_read_once_and_kept(count, django_assert_num_queries):
    for number in range(count):
        make_unit(f"unit-{number}", area=TOWN, kind=UnitKind.TOWN_OFFICE)
    forget_everything()

    with django_assert_num_queries(2):  # the versions of what is kept, and the units
        for _ in range(3):
            assert len(unit_map()) == count
            assert office_of(TOWN, "town_office").code == "unit-0"
            assert unit_by_code("unit-0").name == "单位unit-0"


def test_a_name_in_the_readers_language():
    named = make_unit("water", name="水务局", name_en="Water bureau")
    plain = make_unit("fire", name="消防")
    forget_everything()

    with translation.override("en"):
        assert (unit_name(named.id), unit_name(plain.id)) == ("Water bureau", "消防")
    assert unit_name(named.id) == "水务局"
    assert unit_name(None) == ""
