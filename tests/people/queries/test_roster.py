from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from linli.people.enums import Role
from linli.people.queries.roster import post_in, roster, vacancies, vacancy_page
from tests.people.makers import COUNTY, TOWN, make_post, make_staff, make_unit

pytestmark = pytest.mark.django_db
OTHER = "350181003"


@pytest.fixture(autouse=True)
def _units():
    from linli.common.domain.configuration import changed

    for code, area in (("a", TOWN), ("b", TOWN), ("c", OTHER), ("d", COUNTY)):
        make_unit(code, area=area, name=f"单位{code}")
    changed("units")


def unit(code):
    from linli.people.models import Unit

    return Unit.objects.get(code=code)


def codes(page):
    return [one.unit.code for one in page.units]


def test_units_come_by_code_a_page_at_a_time():
    first = roster([COUNTY], size=3)
    second = roster([COUNTY], after=first.after, size=3)

    assert (codes(first), first.before, first.after) == (["a", "b", "c"], "", "c")
    assert (codes(second), second.before, second.after) == (["d"], "d", "")
    assert codes(roster([COUNTY], before=second.before, size=3)) == ["a", "b", "c"]


def test_a_town_sees_its_units_and_others_whose_posts_are_for_it():
    make_post(make_staff(), Role.OFFICER, area=TOWN, unit=unit("d"))
    make_post(make_staff(), Role.OFFICER, area=COUNTY, unit=unit("d"))

    page = roster([TOWN])

    assert codes(page) == ["a", "b", "d"]
    assert [post.area for post in page.units[2].posts] == [TOWN]


def test_a_post_that_is_over_is_history_and_one_to_come_is_shown():
    today = localdate()
    make_post(make_staff("gone"), Role.CLERK, area=TOWN, unit=unit("a"), until_on=today - timedelta(days=1))
    make_post(make_staff("coming"), Role.CLERK, area=TOWN, unit=unit("a"), from_on=today + timedelta(days=9))

    posts = roster([TOWN]).units[0].posts

    assert [post.account.username for post in posts] == ["coming"]


@pytest.mark.parametrize("words", ["王五", "wangwu", "赵六"])
def test_a_person_is_found_who_holds_or_stands_in(words):
    substitute = make_staff("zhaoliu", display_name="赵六")
    make_post(make_staff("wangwu", display_name="王五"), Role.CLERK, area=TOWN, unit=unit("b"), substitute=substitute)

    assert codes(roster([COUNTY], words)) == ["b"]


@pytest.mark.parametrize(("words", "found"), [("单位C", ["c"]), ("龙山", ["c"]), ("没有", [])])
def test_a_unit_is_found_by_name_and_place(words, found):
    assert codes(roster([COUNTY], words)) == found


def test_what_stands_empty_is_paged_and_stands_with_its_unit():
    over = localdate() - timedelta(days=1)
    make_post(make_staff(), Role.CLERK, area=TOWN, unit=unit("a"), until_on=over)

    every = vacancies([TOWN, TOWN])
    page = vacancy_page([TOWN], size=2)
    further = vacancy_page([TOWN], after=page.after, size=2)

    assert [(one.role, one.area) for one in roster([TOWN]).units[0].vacant] == [(Role.CLERK, TOWN)]
    assert (page.rows, page.before, page.count) == (every[:2], "", len(every))
    assert further.rows == every[2:4]
    assert vacancy_page([TOWN], before=further.before, size=2).rows == every[:2]


def test_a_post_elsewhere_is_not_there():
    post = make_post(make_staff(), Role.CLERK, area=OTHER, unit=unit("c"))

    assert post_in([TOWN], post.id) is None
    assert post_in([COUNTY], post.id) == post


@pytest.mark.parametrize("count", [1, 3])
def test_statements_are_the_same_for_one_row_and_three(count, django_assert_num_queries):
    for _ in range(count):
        make_post(make_staff(), Role.CLERK, area=TOWN, unit=unit("a"))
    roster([TOWN])

    with django_assert_num_queries(4):
        roster([TOWN])
