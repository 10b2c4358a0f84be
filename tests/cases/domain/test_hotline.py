"""A hotline order has two clocks, and its return visit belongs to the hotline."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from linli.cases import errors
from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.closure import propose_closure
from linli.cases.domain.merging import merge_case
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.progress import report_progress
from linli.cases.domain.return_visit import record_visit
from linli.cases.enums import Clock, Source
from linli.cases.models import CaseEvent, CaseLimit, CaseUnit, ReturnVisit
from linli.cases.queries.sentences import sentence_of
from linli.cases.queries.verification import Verified, verify_history
from linli.people.enums import Role
from tests.factories import VILLAGE, make_rule, make_staff

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def answered(people):
    make_rule("H", people.lamps)
    report = Report("H002", words="停水半天", area=VILLAGE, source=Source.HOTLINE)
    case = open_case(report, by=people.operator, at=at(16)).case
    accept_case(case, by=people.operator, at=at(16, 10))
    report_progress(case, by=people.officer, note="已电话联系", at=at(16, 11))
    return propose_closure(case, by=people.officer, note="已恢复供水", at=at(17))


def limits(case) -> dict[str, CaseLimit]:
    return {limit.key: limit for limit in CaseLimit.objects.filter(case=case)}


def test_both_clocks_run_and_the_first_contact_begins_with_the_signing(people):
    make_rule("H", people.lamps)
    case = open_case(
        Report("H002", words="停水", area=VILLAGE, source=Source.HOTLINE), by=people.operator, at=at(16)
    ).case
    assert set(limits(case)) == {"sign", "handle"}

    accept_case(case, by=people.operator, at=at(16, 10))

    found = limits(case)
    assert {key: limit.clock for key, limit in found.items()} == {
        "sign": Clock.RECEIVER, "first_contact": Clock.DECIDER, "handle": Clock.DECIDER,
    }  # fmt: skip
    assert (found["sign"].met_at, found["first_contact"].met_at) == (at(16, 10), None)
    assert case.next_due_at == found["first_contact"].due_at == at(17, 17, 30)


def test_contact_meets_the_first_contact(people, answered):
    assert limits(answered)["first_contact"].met_at == at(16, 11)


def test_not_resolved_goes_back_and_the_clock_runs_on(people, answered):
    record_visit(answered, by=people.operator, is_reached=True, is_resolved=False, is_satisfied=False, at=at(18))

    assert (answered.state, answered.lead_unit_id) == ("handling", people.lamps.id)
    assert limits(answered)["handle"].met_at is None
    assert answered.next_due_at == limits(answered)["handle"].due_at == at(23, 17, 30)
    assert list(verify_history(Verified())) == []


@pytest.mark.parametrize(
    ("reached", "resolved", "satisfied", "outcome"),
    [(True, True, True, "resolved"), (True, True, False, "resolved"), (True, None, None, None),
     (False, None, None, "explained"), (False, True, True, "explained")],
)  # fmt: skip
def test_answers_are_kept_apart_and_what_is_not_known_stays_open(
    people, answered, reached, resolved, satisfied, outcome
):
    if outcome is None:
        with pytest.raises(errors.VisitIncomplete):
            record_visit(answered, by=people.operator, is_reached=reached, is_resolved=resolved, is_satisfied=satisfied)
        return

    record_visit(
        answered, by=people.operator, is_reached=reached, is_resolved=resolved, is_satisfied=satisfied, at=at(18)
    )

    visit = ReturnVisit.objects.get()
    assert (answered.state, answered.outcome, answered.is_on_time) == ("closed", outcome, True)
    assert (visit.is_resolved, visit.is_satisfied) == ((resolved, satisfied) if reached else (None, None))


def test_handler_never_makes_the_return_visit(people, answered):
    from datetime import date

    from linli.people.models import Post
    from linli.people.reader import reader_of

    Post.objects.create(account=people.officer.account, unit=people.lamps, role="operator", area="350181",
                        from_on=date(2026, 1, 1))  # fmt: skip

    with pytest.raises(errors.NotYourVisit):
        record_visit(
            answered, by=reader_of(people.officer.account), is_reached=True, is_resolved=True, is_satisfied=True
        )

    assert CaseEvent.objects.filter(case=answered, verb="record_visit").count() == 0


def test_deadline_given_from_outside_is_kept(people):
    make_rule("H", people.lamps)
    report = Report("H002", words="停水", area=VILLAGE, source=Source.HOTLINE, due_at=at(30, 12))

    case = open_case(report, by=people.operator, at=at(16)).case

    assert case.due_at == limits(case)["handle"].due_at == at(30, 12)


def test_not_accepted_only_for_a_listed_reason_and_says_where_to_go(people):
    case = open_case(
        Report("H002", words="法院已立案的合同纠纷", area=VILLAGE, source=Source.HOTLINE), by=people.operator, at=at(16)
    ).case
    for ground in ("", "we_are_busy"):
        with pytest.raises(errors.GroundNeeded):
            refuse_case(case, by=people.operator, note="不归我们管。", ground=ground, at=at(16, 10))

    refuse_case(case, by=people.operator, note="已告知。", ground="litigation", at=at(16, 10))

    event = CaseEvent.objects.get(case=case, verb="refuse")
    assert (case.state, case.outcome, event.facts["ground"]) == ("declined", "not_accepted", "litigation")
    assert sentence_of(event) == "已进入诉讼：请向受理案件的人民法院反映。 不予受理 · 按期"


def test_order_of_public_space_can_be_merged_and_one_about_a_household_cannot(people):
    lamp, again, home = (
        open_case(
            Report("H002", words=words, area=VILLAGE, source=Source.HOTLINE, is_public=is_public), by=people.operator
        ).case
        for words, is_public in (("路灯不亮", True), ("路灯还是不亮", True), ("我家漏水", None))
    )

    merge_case(again, into=lamp, by=people.dispatcher)

    assert (again.state, again.merged_into_id) == ("merged", lamp.id)
    with pytest.raises(errors.CannotMerge):
        merge_case(home, into=lamp, by=people.dispatcher)


def test_neither_a_helping_unit_nor_who_answered_makes_the_return_visit(people, answered):
    helping = make_staff(Role.OPERATOR, unit=people.gardens)
    CaseUnit.objects.create(case=answered, unit=people.gardens, joined_at=at(17))
    moved = replace(people.operator, actor_id=people.officer.actor_id)

    for reader in (helping, moved):
        with pytest.raises(errors.NotYourVisit):
            record_visit(answered, by=reader, is_reached=True, is_resolved=True, is_satisfied=True)
