"""Who sees which matter, in pages and in lists alike."""

import pytest

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import join_unit
from linli.cases.domain.opening import Report, open_case
from linli.cases.enums import Source
from linli.cases.models import Case
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import count_cases, list_cases, walk_cases
from linli.cases.queries.visible import may_read, scopes, visible_to
from linli.cases.rules import may_see_persons
from linli.people.enums import Role
from linli.people.reader import ANONYMOUS, Reader
from tests.factories import GRID, OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE, make_case, make_staff, make_unit

pytestmark = pytest.mark.django_db
ALL = CaseFilter(view="all")


@pytest.fixture
def world(people):
    cases = {
        "grid": make_case(people.resident, area=GRID),
        "village": make_case(people.stranger, area=VILLAGE, kind="M06042"),
        "other": make_case(people.stranger, area=OTHER_VILLAGE),
        "town": make_case(people.stranger, area=OTHER_TOWN, kind="M06042"),
        "nowhere": open_case(Report("M06042", words="x", place="?", source=Source.PAPER), by=people.manager).case,
        "hotline": open_case(Report("H002", words="x", area=VILLAGE, source=Source.HOTLINE), by=people.operator).case,
        "closed_off": make_case(people.stranger, area=VILLAGE, kind="M06013"),
    }
    accept_case(cases["grid"], by=people.manager)
    Case.objects.filter(pk=cases["closed_off"].pk).update(compartment="mediation")
    return cases


EXPECTED = {
    "grid_member": {"grid"},
    "manager": {"grid", "village", "hotline"},
    "other_manager": {"other"},
    "town_dispatcher": {"grid", "village", "hotline"},
    "dispatcher": {"grid", "village", "other", "town", "nowhere", "hotline"},
    "supervisor": {"grid", "village", "other", "town", "nowhere", "hotline"},
    "auditor": {"grid", "village", "other", "town", "nowhere", "hotline"},
    "officer": {"grid"},
    "gardener": set(),
    "operator": {"hotline"},
}


@pytest.mark.parametrize("who", EXPECTED)
def test_reader_sees_their_own_and_nothing_else(people, world, who):
    reader = getattr(people, who)
    by_key = {case.id: name for name, case in world.items()}

    listed = {by_key[row.id] for row in list_cases(reader, ALL).rows}
    walked = {by_key[row.id] for row in walk_cases(reader, ALL, size=2)}
    single = {by_key[key] for key in visible_to(reader).values_list("id", flat=True)}

    assert listed == walked == single == EXPECTED[who]
    assert count_cases(reader, ALL) == (len(EXPECTED[who]), False)
    assert {name for name, case in world.items() if may_read(case.id, reader)} == EXPECTED[who]


def test_resident_sees_only_what_they_reported(people, world):
    assert [case.id for case in visible_to(people.resident)] == [world["grid"].id]
    assert list_cases(people.resident, ALL).rows == []


def test_nobody_sees_nothing_until_number_and_secret_are_shown(people, world):
    assert visible_to(ANONYMOUS).count() == 0
    assert visible_to(Reader(owns=frozenset({world["other"].id}))).get() == world["other"]


def test_helping_unit_sees_the_matter_but_its_figures_do_not_count_it(people, world):
    join_unit(world["grid"], by=people.officer, unit=people.gardens.id)

    assert [row.id for row in list_cases(people.gardener, ALL).rows] == [world["grid"].id]
    assert list_cases(people.gardener, CaseFilter(view="all", lead="1")).rows == []


def test_matter_seen_through_two_posts_is_listed_once(people, world):
    from datetime import date

    from linli.people.models import Post
    from linli.people.reader import reader_of

    Post.objects.create(account=people.officer.account, unit=people.lamps, role=Role.DISPATCHER, area=TOWN,
                        from_on=date(2026, 1, 1))  # fmt: skip
    reader = reader_of(people.officer.account)

    rows = list_cases(reader, ALL).rows

    assert len(scopes(reader)) == 3
    assert len({row.id for row in rows}) == len(rows) == count_cases(reader, ALL)[0] == 3


def test_smaller_post_within_a_larger_one_is_not_read_twice(people):
    from datetime import date

    from linli.people.models import Post
    from linli.people.reader import reader_of

    Post.objects.create(account=people.manager.account, unit=people.village_office, role=Role.DISPATCHER, area=TOWN,
                        from_on=date(2026, 1, 1))  # fmt: skip

    assert [(scope.column, scope.value) for scope in scopes(reader_of(people.manager.account))] == [("town", TOWN)]


def test_ended_post_sees_nothing(people, world):
    from datetime import date

    from linli.people.models import Post
    from linli.people.reader import reader_of

    Post.objects.filter(account=people.manager.account).update(until_on=date(2026, 6, 30))

    assert visible_to(reader_of(people.manager.account)).count() == 0


def test_unit_concerned_never_sees_who_complains(people):
    case = open_case(
        Report("C002", words="推诿", area=VILLAGE, account=people.resident.account, about_unit=people.lamps.id,
               is_confidential=True),
        by=people.resident,
    ).case  # fmt: skip
    boss = make_staff(Role.SUPERVISOR, unit=make_unit("lamps"))

    assert may_see_persons(people.officer, case) is False
    assert may_see_persons(boss, case) is False
    assert may_see_persons(people.manager, case) is False  # confidential: only who decides
    assert may_see_persons(people.supervisor, case) is True
