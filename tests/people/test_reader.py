from datetime import date

import pytest

from linli.people.enums import Role
from linli.people.reader import ANONYMOUS, reader_of, system
from tests.people.makers import TOWN, make_post, make_resident, make_staff, make_unit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def roles_on(account, day: date) -> list[str]:
    return [post.role.value for post in reader_of(account, on=day).posts]


def test_a_post_counts_from_its_first_day_to_its_last():
    clerk = make_staff()
    make_post(clerk, Role.CLERK, from_on=date(2026, 11, 1), until_on=TODAY)

    held = {day: roles_on(clerk, date(2026, *day)) for day in ((10, 31), (11, 1), (11, 23), (11, 24))}

    assert held == {(10, 31): [], (11, 1): ["clerk"], (11, 23): ["clerk"], (11, 24): []}


@pytest.mark.parametrize(
    ("days", "stands_in"),
    [
        ({"substitute_from_on": TODAY}, True),
        ({"substitute_from_on": TODAY, "substitute_until_on": TODAY}, True),
        ({"substitute_from_on": date(2026, 11, 24)}, False),
        ({"substitute_from_on": date(2026, 11, 1), "substitute_until_on": date(2026, 11, 22)}, False),
        ({}, False),
        ({"substitute_from_on": TODAY, "until_on": date(2026, 11, 22)}, False),
        ({"substitute_from_on": TODAY, "from_on": date(2026, 11, 24)}, False),
    ],
)
def test_a_substitute_stands_in_on_days_of_theirs_within_those_of_the_post(days, stands_in):
    stand_in = make_staff()
    make_post(make_staff(), Role.MANAGER, substitute=stand_in, **days)

    assert bool(roles_on(stand_in, TODAY)) is stands_in


def test_ones_own_posts_come_before_those_one_stands_in_for():
    person = make_staff()
    make_post(make_staff(), Role.MANAGER, from_on=date(2020, 1, 1), substitute=person, substitute_from_on=TODAY)
    make_post(person, Role.CLERK, area=TOWN, unit=make_unit("hall"))

    reader = reader_of(person, on=TODAY)

    assert [post.role for post in reader.posts] == [Role.CLERK, Role.MANAGER]
    assert reader.label == "单位hall · clerk"
    assert [post.area for post in reader.with_role(Role.CLERK)] == [TOWN]


@pytest.mark.parametrize("posts", [1, 3])
def test_a_reader_is_read_in_one_statement(posts, django_assert_num_queries):
    person = make_staff()
    for _ in range(posts):
        make_post(person, Role.CLERK)

    with django_assert_num_queries(1):
        reader = reader_of(person, on=TODAY)

    assert len(reader.posts) == posts


def test_a_resident_is_read_without_any_statement(django_assert_num_queries):
    resident = make_resident()

    with django_assert_num_queries(0):
        reader = reader_of(resident)

    assert (reader.is_staff, reader.is_anonymous, reader.label) == (False, False, "resident")


def test_a_closed_staff_account_holds_nothing():
    person = make_staff(is_active=False)
    make_post(person, Role.CLERK)

    assert reader_of(person).posts == ()


def test_staff_without_a_post_are_not_called_residents():
    reader = reader_of(make_staff())

    assert (reader.is_staff, reader.label) == (False, "staff without a post")


def test_nobody_and_linli_itself():
    assert (ANONYMOUS.is_anonymous, ANONYMOUS.is_staff) == (True, False)
    assert (system("reminder").is_anonymous, system("reminder").label) == (False, "reminder")
