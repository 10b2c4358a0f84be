"""Each rate has numerator and denominator, each opens the list it counts, and what is not known is counted openly."""

import pytest

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.closure import propose_closure
from linli.cases.domain.progress import report_progress
from linli.cases.domain.return_visit import record_visit
from linli.hotline.queries.period import Span
from linli.hotline.queries.rates import PARTS, part_orders, rates
from tests.hotline.conftest import at

pytestmark = pytest.mark.django_db
SPAN = Span("free", at(16).date(), at(25).date())


@pytest.fixture
def played(hotline, take):
    """Seven orders: contacted in time or late, never signed for, returned, visited with every kind of answer."""

    def visited(number, contact, *answers):
        order = take(number, moment=at(16))
        accept_case(order.case, by=hotline.operator, at=at(16, 10))
        report_progress(order.case, by=hotline.officer, note="已联系", at=contact)
        for day, (reached, resolved, satisfied) in enumerate(answers, start=18):
            if order.case.state == "handling":
                propose_closure(order.case, by=hotline.officer, note="已办", at=at(day, 9))
            record_visit(order.case, by=hotline.operator, is_reached=reached, is_resolved=resolved, is_satisfied=satisfied,
                         note="说不清", at=at(day, 10))  # fmt: skip

    visited("good", at(16, 11), (True, True, True))
    visited("twice", at(16, 11), (True, False, False), (True, True, False))
    visited("vague", at(16, 11), (True, None, True))
    visited("nobody", at(19, 11), (False, None, None))
    take("unsigned", moment=at(16))
    refuse_case(take("court", moment=at(16)).case, by=hotline.operator, note="。", ground="litigation", at=at(16, 10))
    take("fresh", moment=at(25, 17))
    return hotline


def test_rates_with_numerator_and_denominator(played):
    whole = rates(played.supervisor, SPAN, at=at(25, 17, 5)).whole

    assert whole.counts == {
        "came": 6, "contact_judged": 5, "contacted": 3, "visited": 4, "unreached": 1, "resolution_known": 2, "resolved": 2,
        "resolution_unknown": 1, "satisfaction_known": 3, "satisfied": 2, "satisfaction_unknown": 0,
    }  # fmt: skip
    assert [rate.percent for rate in (whole.response, whole.resolution, whole.satisfaction)] == [60, 100, 67]


def test_each_number_counts_the_list_it_opens_by_unit_and_town_for_every_reader(played):
    for reader in (played.supervisor, played.operator, played.officer, played.gardener, played.other_manager):
        found = rates(reader, SPAN, at=at(25, 17, 5))
        for lines, where in ((found.by_unit, "unit"), (found.by_town, "town"), ([found.whole], "")):
            for line in lines:
                for part in PARTS:
                    narrowed = {where: line.code} if where else {}
                    listed = part_orders(reader, SPAN, part, at=at(25, 17, 5), **narrowed)
                    assert (part, listed.count()) == (part, line.counts[part])


def test_reader_sees_only_what_is_theirs(played):
    assert rates(played.gardener, SPAN).whole.counts["came"] == 0
    assert rates(played.officer, SPAN).whole.counts["came"] == 6


def test_period_is_of_days_and_what_lies_outside_is_not_counted(played):
    assert rates(played.supervisor, Span("free", at(17).date(), at(17).date())).whole.counts["came"] == 0


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"period": "zzz"},
        {"period": "free", "first": "2026-11-20", "last": "2026-11-01"},
        {"period": "free", "first": "x"},
    ],
)
def test_period_that_does_not_hold_falls_back(words):
    assert Span.read(words).name == "30"


def test_statements_are_the_same_for_one_order_and_for_many(played, django_assert_num_queries):
    rates(played.supervisor, SPAN)

    with django_assert_num_queries(2):
        rates(played.supervisor, SPAN)
