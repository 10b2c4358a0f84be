"""The seven steps: every number opens the very list it counts, for every role; one response rate for all pages."""

from datetime import timedelta
from random import Random

import pytest
from django.http import QueryDict
from django.utils.timezone import localdate, now

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.assignment import assign_case, transfer_case
from linli.cases.domain.closure import close_case, propose_closure, send_back
from linli.cases.domain.deed import Sent
from linli.cases.domain.figures import fold_deltas
from linli.cases.domain.progress import report_progress
from linli.cases.domain.rating import rate_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.domain.return_visit import record_visit
from linli.cases.enums import Outcome, Source
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.listing import walk_cases
from linli.cases.queries.steps import seven_steps
from linli.people.reader import Reader
from linli.ratings.enums import Grade
from tests.factories import OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE, make_case, make_photo, make_rule

pytestmark = pytest.mark.django_db
ROLES = ["manager", "town_dispatcher", "dispatcher", "supervisor", "auditor", "officer", "gardener", "operator"]
FIRST = localdate() - timedelta(days=20)


@pytest.fixture
def month(people):
    """Matters and orders of a month, played as far as chance will have it."""
    draw, today = Random(11), now()
    make_rule("H", people.lamps)
    for number in range(36):
        at = today - timedelta(days=draw.randrange(30), hours=2 + draw.randrange(5))
        if number % 4 == 0:
            _order(people, draw, at)
            continue
        case = make_case(people.resident, at=at, kind=draw.choice(["M01037", "M06042"]),
                         area=draw.choice([VILLAGE, OTHER_VILLAGE, TOWN, OTHER_TOWN]))  # fmt: skip
        way = draw.random()
        if way < 0.15:
            refuse_case(case, by=people.dispatcher, note="不是公共的", at=at)
        elif way < 0.3:
            assign_case(case, by=people.dispatcher, unit=people.lamps.id, at=at)
        elif way < 0.9:
            accept_case(case, by=people.dispatcher, at=at)
        if case.state == "dispatched" and draw.random() < 0.3:
            transfer_case(case, by=people.dispatcher, unit=people.gardens.id, note="派错了", at=at)
        if case.state == "dispatched" and draw.random() < 0.8:
            _finish(people, draw, case, at)


def _finish(people, draw, case, at):
    handler = people.officer if case.lead_unit_id == people.lamps.id else people.gardener
    for _ in range(draw.choice([1, 1, 2])):
        if case.state == "fed_back":
            send_back(case, by=people.dispatcher, note="还是暗", at=at)
        propose_closure(case, by=handler, note="好了", at=at, sent=Sent(basket=make_photo()))
    close_case(case, by=people.dispatcher, outcome=Outcome.RESOLVED, at=at + timedelta(hours=1))
    if draw.random() < 0.7:
        rate_case(case, by=people.resident, grade=draw.choice([Grade.SATISFIED, Grade.DISSATISFIED]))
    if draw.random() < 0.3:
        reopen_case(case, by=people.resident, note="又坏了")
        if draw.random() < 0.5:
            propose_closure(case, by=handler, note="又好了", sent=Sent(basket=make_photo()))
            close_case(case, by=people.dispatcher, outcome=Outcome.RESOLVED)


def _order(people, draw, at):
    case = make_case(people.resident, at=at, kind="H002", source=Source.HOTLINE)
    if draw.random() < 0.8:
        accept_case(case, by=people.operator, at=at)
    if case.state == "signed" and case.lead_unit_id == people.lamps.id and draw.random() < 0.6:
        report_progress(case, by=people.officer, note="已联系", at=at + timedelta(hours=draw.choice([1, 90])))
        propose_closure(case, by=people.officer, note="已办", at=at + timedelta(hours=91))
        record_visit(case, by=people.operator, is_reached=True, is_resolved=draw.random() < 0.5, is_satisfied=True)


def counted(reader, count, moment) -> int:
    wanted = CaseFilter.read(QueryDict(count.address))
    return len(list(walk_cases(reader, wanted, at=moment)))


@pytest.mark.parametrize(("town", "major", "kind"), [("", "", ""), (TOWN, "", ""), ("", "06", ""), ("", "", "H002")])
def test_every_number_opens_the_list_it_counts_for_every_role(people, month, town, major, kind):
    fold_deltas(limit=60)
    both = Reader(people.officer.actor_id, "both", people.officer.posts + people.manager.posts)

    for who, reader in [*((who, getattr(people, who)) for who in ROLES), ("both", both)]:
        steps = seven_steps(reader, FIRST, localdate(), town=town, major=major, kind=kind)
        for rate in steps.rates:
            for part, count in (("of", rate.of), ("whole", rate.whole)):
                if count is not None:
                    found = (who, rate.name, part, counted(reader, count, steps.read_at))
                    assert found == (who, rate.name, part, count.value)


def test_the_whole_is_not_nothing(people, month):
    steps = seven_steps(people.dispatcher, localdate() - timedelta(days=40), localdate() + timedelta(days=1))

    shares = {rate.name: rate.percent for rate in steps.rates}
    assert steps.rates[0].of.value == 36
    assert [name for name, share in shares.items() if name != "reports" and not (share and share < 100)] == []


def test_two_statements_however_many_matters(people, month, django_assert_num_queries):
    with django_assert_num_queries(2):
        seven_steps(people.dispatcher, FIRST, localdate())


def test_nobody_without_a_post_counts_anything(people, month):
    assert all(rate.of.value == 0 for rate in seven_steps(people.resident, FIRST, localdate()).rates)


def test_what_is_not_due_yet_is_no_failure_and_what_nobody_signs_for_is_one(people):
    def response(moment):
        rate = seven_steps(people.dispatcher, FIRST, localdate(), at=moment).rates[-1]
        return rate.of.value, rate.whole.value

    make_rule("H", people.lamps)
    order = make_case(people.resident, kind="H002", source=Source.HOTLINE)
    later = now() + timedelta(days=12)
    assert (response(now()), response(later)) == ((0, 0), (0, 1))

    accept_case(order, by=people.operator)
    assert (response(now()), response(later)) == ((0, 0), (0, 1))

    report_progress(order, by=people.officer, note="已联系")
    assert (response(now()), response(later)) == ((1, 1), (1, 1))
