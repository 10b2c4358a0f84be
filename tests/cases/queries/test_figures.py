"""Every figure equals the count of the list it opens, for every role, folded or not."""

from datetime import timedelta
from random import Random

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate, now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import close_case, propose_closure, withdraw_case
from linli.cases.domain.deed import Sent
from linli.cases.domain.figures import fold_deltas
from linli.cases.domain.reopening import reopen_case
from linli.cases.enums import Outcome, Source
from linli.cases.queries.figures import figures
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import walk_cases
from tests.factories import GRID, OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE, make_case, make_photo

pytestmark = pytest.mark.django_db
ROLES = ["manager", "other_manager", "town_dispatcher", "dispatcher", "supervisor", "leader", "auditor", "officer",
         "gardener", "administrator"]  # fmt: skip


@pytest.fixture
def month(people):
    """Forty matters of a month, played as far as chance will have it."""
    draw, today = Random(7), now()
    for _ in range(40):
        at = today - timedelta(days=draw.randrange(30), hours=draw.randrange(5))
        case = make_case(people.resident, at=at, kind=draw.choice(["M01037", "M06042", "M06013"]),
                         area=draw.choice([VILLAGE, OTHER_VILLAGE, TOWN, OTHER_TOWN]))  # fmt: skip
        if draw.random() < 0.1:
            withdraw_case(case, by=people.resident, at=at + timedelta(hours=1))
            continue
        if draw.random() < 0.8:
            accept_case(case, by=people.dispatcher, at=at + timedelta(hours=1))
        if case.lead_unit_id == people.lamps.id and draw.random() < 0.8:
            done = at + timedelta(hours=draw.choice([2, 80]))
            propose_closure(case, by=people.officer, note="好了", at=done, sent=Sent(basket=make_photo()))
            close_case(case, by=people.dispatcher, outcome=Outcome.RESOLVED, at=done)
            if draw.random() < 0.3:
                reopen_case(case, by=people.resident, note="又坏了", at=done + timedelta(hours=1))


def counted(reader, count) -> int:
    wanted = CaseFilter.read(QueryDict(count.address))
    return len(list(walk_cases(reader, wanted)))


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("town", ["", TOWN])
def test_every_figure_opens_the_list_it_counts(people, month, who, town):
    reader = getattr(people, who)
    fold_deltas(limit=25)

    sheet = figures(reader, localdate() - timedelta(days=12), localdate(), town=town)

    lines = [sheet.whole, *sheet.by_town, *sheet.by_kind]
    counts = [count for line in lines for count in (line.opened, line.on_time, line.late)]
    counts += [sheet.open, sheet.late, sheet.soon, sheet.waiting, sheet.to_route]
    assert [count.value for count in counts] == [counted(reader, count) for count in counts]


def test_dispatcher_sees_the_whole_and_the_whole_is_not_nothing(people, month):
    sheet = figures(people.dispatcher, localdate() - timedelta(days=40), localdate() + timedelta(days=5))

    assert sheet.whole.opened.value == 40
    assert sheet.whole.late.value > 0
    assert sheet.whole.on_time.value > 0


def test_figures_are_two_statements_however_many_matters(people, month, django_assert_num_queries):
    figures(people.dispatcher, localdate(), localdate())

    with django_assert_num_queries(2):
        figures(people.dispatcher, localdate() - timedelta(days=30), localdate())


def test_operator_counts_the_orders_of_the_hotline_and_nothing_else(people, month):
    for _ in range(3):
        make_case(people.resident, kind="H001", source=Source.HOTLINE)

    sheet = figures(people.operator, localdate() - timedelta(days=12), localdate())

    counts = [sheet.whole.opened, sheet.whole.on_time, sheet.whole.late, sheet.open, sheet.late, sheet.to_route]
    assert sheet.whole.opened.value == 3
    assert [count.value for count in counts] == [counted(people.operator, count) for count in counts]


def test_grid_member_counts_how_things_stand_in_the_grid(people):
    for area in (GRID, GRID, VILLAGE):
        make_case(people.resident, area=area)

    sheet = figures(people.grid_member, localdate(), localdate())

    counts = [sheet.open, sheet.late, sheet.soon, sheet.waiting, sheet.to_route]
    assert sheet.open.value == 2
    assert [count.value for count in counts] == [counted(people.grid_member, count) for count in counts]
