"""A wrong assignee objects once, in time, with reasons; somebody of another unit decides, and what stays, stays."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from linli.cases import errors
from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import assign_case, join_unit, release_unit, transfer_case
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.deed import Sent
from linli.cases.domain.escalation import escalate_overdue, remind_due
from linli.cases.domain.objection import decide_objection, object_to_assignment
from linli.cases.enums import Decision, Outcome
from linli.cases.models import Case, CaseEvent, CaseLimit, CaseText, CaseUnit, Objection
from linli.cases.queries.detail import case_page
from linli.cases.queries.verification import Verified, verify_history
from linli.common.models import OutboxEntry
from linli.people.enums import Role
from tests.cases.domain.test_refusals import refused
from tests.factories import make_case, make_photo, make_staff

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day, hour=10):
    return datetime(2026, 11, day, hour, tzinfo=SHANGHAI)


@pytest.fixture
def given(people):
    """A matter that a rule gave to the lamp office on Monday, 16 November."""
    return accept_case(make_case(people.resident, at=at(16, 9)), by=people.manager, at=at(16))


def objected(people, case, *, by=None, moment=None, **more):
    return object_to_assignment(
        case, by=by or people.officer, note="这是公园的灯，归园林中心。", at=moment or at(17), **more
    )


def decided(people, case, decision, *, by=None, unit=None, moment=None, **more):
    return decide_objection(
        case, by=by or people.dispatcher, decision=decision, note="看过现场。", unit=unit, at=moment or at(18), **more
    )


def told(topic):
    return [entry for entry in OutboxEntry.objects.all() if topic in str(entry.payload)]


def test_objection_holds_and_the_matter_moves(people, given):
    objected(people, given)
    waiting = Objection.objects.get()
    limit = CaseLimit.objects.get(case=given, key="objection")

    decided(people, given, Decision.MOVED, unit=people.gardens.id)

    made = Objection.objects.get()
    assert (waiting.unit_id, waiting.decision) == (people.lamps.id, "")
    assert (made.decision, made.decided_by, made.decided_at) == ("moved", people.dispatcher.actor_id, at(18))
    assert limit.due_at.date() == at(19).date()
    assert CaseLimit.objects.get(id=limit.id).met_at == at(18)
    case = Case.objects.get(id=given.id)
    assert (case.lead_unit_id, case.state, case.redirected_at) == (people.gardens.id, "dispatched", at(18))
    assert [event.verb for event in CaseEvent.objects.filter(case=given).order_by("seq")][-3:] == [
        "object", "decide_objection", "transfer",
    ]  # fmt: skip
    assert list(verify_history(Verified(), case=given.id)) == []
    assert told("case.objection_made")
    assert told("case.objection_decided")


def test_it_stays_and_is_not_objected_to_again_but_the_next_unit_may(people, given):
    objected(people, given)
    decided(people, given, Decision.STAYS)

    refused(errors.ObjectionSettled, given, lambda: objected(people, given, moment=at(18, 11)))

    transfer_case(given, by=people.dispatcher, unit=people.gardens.id, note="改派", at=at(19))
    object_to_assignment(given, by=people.gardener, note="不是公园。", at=at(19, 11))
    assert Objection.objects.filter(decision="").get().unit_id == people.gardens.id
    assert CaseLimit.objects.get(case=given, key="objection").starts_at == at(19, 11)


def test_once_an_assignment_and_the_same_form_twice_is_once(people, given):
    sent = Sent(key="twice")
    objected(people, given, sent=sent)

    refused(errors.AlreadyDone, given, lambda: objected(people, given, sent=sent))
    refused(errors.ObjectionMade, given, lambda: objected(people, given))
    assert Objection.objects.count() == 1


def test_five_working_days_from_the_assignment(people, given):
    refused(errors.ObjectionTooLate, given, lambda: objected(people, given, moment=at(24, 9)))

    objected(people, given, moment=at(23, 16))


def test_only_the_unit_in_charge_objects_and_with_a_reason(people, given):
    for reader in (people.gardener, people.manager, people.dispatcher, people.resident, people.stranger):
        refused(errors.NotYours, given, lambda reader=reader: objected(people, given, by=reader))
    refused(errors.NoteNeeded, given, lambda: object_to_assignment(given, by=people.officer, note=" ", at=at(17)))


def test_nothing_is_objected_to_before_it_is_dispatched_nor_at_the_hotline(people):
    refused(errors.NotPossibleNow, case := make_case(people.resident), lambda: objected(people, case))
    order = make_case(people.resident, kind="H002", source="hotline")
    assign_case(order, by=people.dispatcher, unit=people.lamps.id)

    refused(errors.NotPossibleNow, order, lambda: objected(people, order))


def test_who_decides(people, given):
    refused(errors.NothingObjected, given, lambda: decided(people, given, Decision.STAYS))
    objected(people, given)
    of_the_unit = make_staff(Role.DISPATCHER, unit=people.lamps)

    refused(errors.OwnObjection, given, lambda: decided(people, given, Decision.STAYS, by=of_the_unit))
    for reader in (people.officer, people.manager, people.other_manager, people.resident, people.leader):
        refused(errors.NotYours, given, lambda reader=reader: decided(people, given, Decision.STAYS, by=reader))
    refused(errors.DecisionNeeded, given, lambda: decided(people, given, None))
    refused(errors.UnitNeeded, given, lambda: decided(people, given, Decision.MOVED))
    refused(errors.SameUnit, given, lambda: decided(people, given, Decision.MOVED, unit=people.lamps.id))
    decided(people, given, Decision.STAYS, by=people.supervisor)


def test_what_nobody_decides_is_told_to_the_dispatcher_then_climbs(people, given):
    CaseLimit.objects.filter(case=given, key="handle").update(due_at=at(30))
    objected(people, given)
    before = OutboxEntry.objects.count()

    remind_due(at=at(19, 16))
    assert "to_route" in str(OutboxEntry.objects.order_by("id").last().payload)
    escalate_overdue(at=at(20, 9))

    last = CaseEvent.objects.filter(case=given).order_by("seq").last()
    assert (last.verb, last.facts["limit"]) == ("escalate", "objection")
    assert "supervisor" in str(OutboxEntry.objects.order_by("id").last().payload)
    assert OutboxEntry.objects.count() == before + 2


@pytest.mark.parametrize("how", ["handed on", "closed"])
def test_what_is_handed_on_or_over_is_disputed_no_more(people, given, how):
    objected(people, given)

    if how == "handed on":
        transfer_case(given, by=people.supervisor, unit=people.gardens.id, note="改派", at=at(18))
    else:
        propose_closure(given, by=people.officer, note="顺手换了", at=at(18), sent=Sent(basket=make_photo()))
        close_case(given, by=people.manager, outcome=Outcome.RESOLVED, at=at(18))

    assert Objection.objects.get().decision == "lapsed"


def test_reasons_are_masked_and_hidden_from_whoever_reported(people, given):
    object_to_assignment(given, by=people.officer, note="归园林，电话 13812345678。", at=at(17))

    text = CaseText.objects.filter(case=given).order_by("seq").last()
    mine, staff = case_page(given.id, people.resident), case_page(given.id, people.dispatcher)
    assert "13812345678" not in text.body
    assert not text.is_for_reporter
    assert all(moment.event.verb != "object" for moment in mine.timeline)
    assert staff.timeline[0].sentence == "路灯管理所认为不属于本单位职责。"


def test_helping_unit_is_released(people, given):
    join_unit(given, by=people.officer, unit=people.gardens.id, at=at(17))
    refused(errors.NotHelping, given, lambda: release_unit(given, by=people.officer, unit=people.village_office.id))
    refused(errors.NotYours, given, lambda: release_unit(given, by=people.gardener, unit=people.gardens.id))

    release_unit(given, by=people.officer, unit=people.gardens.id, note="树已修", at=at(18))

    assert not CaseUnit.objects.exists()
    assert case_page(given.id, people.gardener) is None
    assert case_page(given.id, people.officer).timeline[0].sentence == "园林中心协办结束。"
    assert told("case.unit_released")
