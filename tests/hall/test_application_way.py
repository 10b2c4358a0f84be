"""An application from the door to the rating, each refusal on its way, and what happens by itself."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.rating import rate_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.enums import Clock, Outcome
from linli.cases.errors import NotPossibleNow, NotYours
from linli.cases.models import Case, CaseEvent, CaseLimit
from linli.documents.enums import PaperKind
from linli.documents.models import Paper
from linli.hall.application_enums import HelpKind, Standing, Verdict, Way
from linli.hall.application_errors import (
    AuthorityNeeded,
    AuthorityOver,
    ChannelClosed,
    DecidedAhead,
    DeliveryNeeded,
    ItemNotOffered,
    MaterialsMissing,
    NoOriginals,
    NothingMissing,
    NoticeOnce,
    NotSecondary,
    NotYourApplication,
    OutsideNeeded,
    PromiseDay,
    VerdictNeeded,
)
from linli.hall.domain import application_way as way
from linli.hall.domain.application import Handed, Helping
from linli.hall.domain.lapsing import deem_accepted, lapse_promises
from linli.hall.domain.material_check import Mark, mark_materials
from linli.hall.domain.outside import outside_file, read_outside
from linli.hall.enums import Channel
from linli.hall.models import Application
from linli.ratings.domain.follow_up import answer_rating, check_rating, right_rating
from linli.ratings.enums import Grade
from linli.ratings.errors import AlreadyRated, CheckFirst, FollowUpOver, NotYourFollowUp, RatingOver
from linli.ratings.models import FollowUp, Rating
from tests.hall.application_world import make_hall

pytestmark = pytest.mark.django_db
ALL = ("id", "book", "photo")
TODAY = localdate


@pytest.fixture
def hall():
    return make_hall(promised_amount=7, promised_unit="working_days", notice_amount=3, notice_unit="working_days")


def kinds(application):
    return list(
        Paper.objects.filter(holder_id=application.case_id).order_by("issued_at", "id").values_list("kind", flat=True)
    )


def decided(hall, *, verdict=Verdict.GRANTED):
    """An application that the bureau has decided on."""
    application = hall.send(*ALL).application
    way.accept_application(application, by=hall.clerk)
    way.pass_to_unit(application, unit=hall.officer.posts[0].unit_id, by=hall.clerk)
    return way.decide_application(application, verdict=verdict, decided_on=TODAY(), by=hall.officer, reason="材料齐全")


def test_application_goes_from_home_to_delivery_with_its_papers_and_both_clocks(hall):
    application = hall.send(*ALL).application
    case = application.case

    assert case.title.startswith("居民养老参保登记")
    assert case.limits_given == {"notice": "3 working_days", "decide": "7 working_days"}
    assert CaseLimit.objects.get(case=case, key="notice").amount == 3

    way.accept_application(application, by=hall.clerk)
    limit = CaseLimit.objects.get(case=case, key="decide")
    assert (limit.amount, limit.clock, limit.is_whole) == (7, Clock.DECIDER, True)

    way.pass_to_unit(application, unit=hall.officer.posts[0].unit_id, by=hall.clerk)
    with pytest.raises(NotYours):
        way.decide_application(application, verdict=Verdict.GRANTED, decided_on=TODAY(), by=hall.clerk)
    assert Application.objects.get().verdict == ""

    way.decide_application(application, verdict=Verdict.GRANTED, decided_on=TODAY(), by=hall.officer)
    way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)

    fresh = Application.objects.get()
    assert (fresh.verdict, fresh.decided_by, fresh.delivered_by, fresh.case.state) == (
        "granted",
        "人社局",
        "window",
        "closed",
    )
    assert fresh.archived_at is None
    assert fresh.case.is_on_time
    assert kinds(fresh) == [PaperKind.RECEIPT, PaperKind.ACCEPTANCE, PaperKind.DECISION]
    assert Paper.objects.get(kind="decision").issuer == "人社局"


def test_what_is_missing_is_told_once_and_then_nothing_else_may_be_asked_for(hall):
    application = hall.send("id", "photo").application
    with pytest.raises(MaterialsMissing):
        way.accept_application(application, by=hall.clerk)

    mark_materials(application, {"book": Mark(Standing.MISSING, want="缺本人页，电话13800138000")}, by=hall.clerk)
    way.give_notice(application, by=hall.clerk)

    row = application.materials.get(code="book")
    assert row.was_noticed
    assert "13800138000" not in row.want
    assert (application.case.state, application.case.next_due_at) == ("returned", None)
    event = CaseEvent.objects.get(case=application.case, verb="return_for_materials")
    assert event.facts["missing"] == ["book"]

    way.materials_complete(application, by=hall.resident)
    limit = CaseLimit.objects.get(case=application.case, key="notice")
    assert (limit.met_at, limit.paused_at) == (None, None)
    mark_materials(application, {"book": Mark(Standing.RECEIVED), "photo": Mark(Standing.MISSING)}, by=hall.clerk)
    with pytest.raises(NoticeOnce):
        way.give_notice(application, by=hall.clerk)


def test_nothing_missing_is_nothing_to_tell(hall):
    application = hall.send(*ALL).application

    with pytest.raises(NothingMissing):
        way.give_notice(application, by=hall.clerk)


def test_secondary_paper_promised_for_later_is_taken_on_and_returned_when_it_does_not_come(hall):
    tomorrow = TODAY() + timedelta(days=1)
    with pytest.raises(NotSecondary):
        hall.send("id", papers={"book": Handed(Standing.PROMISED, tomorrow)})
    with pytest.raises(PromiseDay):
        hall.send("id", "book", papers={"photo": Handed(Standing.PROMISED, TODAY())})
    application = hall.send("id", "book", papers={"photo": Handed(Standing.PROMISED, tomorrow)}).application
    way.accept_application(application, by=hall.clerk)
    with pytest.raises(MaterialsMissing):
        way.decide_application(application, verdict=Verdict.GRANTED, decided_on=TODAY(), by=hall.clerk)
    assert lapse_promises() == 0

    assert lapse_promises(at=now() + timedelta(days=2)) == 1
    assert lapse_promises(at=now() + timedelta(days=2)) == 0

    fresh = Application.objects.select_related("case").get()
    assert (fresh.case.state, fresh.lapses_on) == ("lapsed", None)
    assert kinds(fresh)[-1] == PaperKind.REFUSAL


@pytest.mark.parametrize("is_licensing", [True, False])
def test_nobody_told_in_time_so_it_is_accepted_only_where_the_items_rule_says_so(is_licensing):
    facts = {"is_licensing": True, "is_deemed_accepted": True, "notice_amount": 5, "notice_unit": "working_days"}
    hall = make_hall(**(facts if is_licensing else {}))
    application = hall.send("id").application

    assert deem_accepted(at=now() + timedelta(days=30)) == int(is_licensing)
    assert deem_accepted(at=now() + timedelta(days=30)) == 0

    application.refresh_from_db()
    assert (application.deemed_accepted, application.case.state) == (
        is_licensing,
        "accepted" if is_licensing else "applied",
    )


def test_outside_body_is_waited_for_and_nothing_is_decided_before_its_result_is_brought_back(hall):
    application = hall.send(*ALL).application
    way.accept_application(application, by=hall.clerk)
    with pytest.raises(OutsideNeeded):
        way.pass_outside(application, body=" ", by=hall.clerk)
    way.pass_outside(application, body="福州市医保中心", number="YB-7", due_on=date(2027, 1, 4), by=hall.clerk)
    assert Application.objects.get().verdict == ""

    with pytest.raises(DecidedAhead):
        way.decide_application(
            application, verdict=Verdict.GRANTED, decided_on=TODAY() + timedelta(days=1), by=hall.clerk
        )
    way.decide_application(
        application, verdict=Verdict.DENIED, decided_on=TODAY(), reason="未参保", number="闽医7号", by=hall.clerk
    )

    fresh = Application.objects.get()
    assert (fresh.decided_by, fresh.outside_number, fresh.brought_back_by) == (
        "福州市医保中心",
        "闽医7号",
        hall.clerk.label,
    )
    assert fresh.brought_back_at is not None
    assert Paper.objects.get(kind="decision").issuer == hall.place.name


def test_results_come_back_by_file_line_by_line(hall):
    application = hall.send(*ALL).application
    way.accept_application(application, by=hall.clerk)
    way.pass_outside(application, body="市医保中心", number="YB-7", by=hall.clerk)
    text = outside_file(hall.clerk).decode("utf-8-sig")
    number = text.splitlines()[1].split(",")[0]
    assert "市医保中心" in text
    assert len(outside_file(hall.other_clerk).decode().splitlines()) == 1
    file = f"number,result,decided_on,reason\n{number},准予,{TODAY()},\n{number},准予,{TODAY()},\nFQ2026-999999,准予,{TODAY()},\n{number},maybe,{TODAY()},\n{number},denied,tomorrow,\n"

    lines, fault = read_outside(file.encode(), by=hall.clerk)

    assert fault == ""
    assert [bool(line.fault) for line in lines] == [False, True, True, True, True]
    assert read_outside(b"\xff\xfe", by=hall.clerk)[1]
    assert read_outside(b"a,b\n1,2\n", by=hall.clerk)[1]


def test_generic_deeds_do_not_pass_by_what_an_application_needs(hall):
    application = hall.send("id").application
    with pytest.raises(MaterialsMissing):
        accept_case(application.case, by=hall.clerk)
    mark_materials(application, {"book": Mark(Standing.RECEIVED), "photo": Mark(Standing.NOT_NEEDED)}, by=hall.clerk)
    accept_case(application.case, by=hall.clerk)
    assert kinds(application)[-1] == PaperKind.ACCEPTANCE
    with pytest.raises(VerdictNeeded):
        propose_closure(application.case, by=hall.clerk, note="办好了")
    way.decide_application(application, verdict=Verdict.GRANTED, decided_on=TODAY(), by=hall.clerk)
    with pytest.raises(DeliveryNeeded):
        close_case(application.case, by=hall.clerk, outcome=Outcome.RESOLVED, note="办好了")


def test_reopening_takes_the_decision_back_and_its_paper_says_so(hall):
    application = decided(hall)
    way.deliver_result(application, way=Way.POST, by=hall.clerk)

    reopen_case(application.case, by=hall.manager, note="姓名写错")

    fresh = Application.objects.get()
    assert (fresh.verdict, fresh.delivered_by, fresh.archived_at) == ("", "", None)
    assert Paper.objects.get(kind="decision").withdrawn_at is not None


def test_low_grade_is_checked_put_right_and_answered_in_that_order_by_somebody_else(hall):
    application = decided(hall)
    way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)
    rate_case(application.case, by=hall.resident, grade=Grade.DISSATISFIED)
    follow_up = FollowUp.objects.get()
    with pytest.raises(CheckFirst):
        right_rating(follow_up, note="已道歉", by=hall.manager)
    with pytest.raises(NotYourFollowUp):
        check_rating(follow_up, is_confirmed=True, by=hall.clerk)

    follow_up = check_rating(follow_up, is_confirmed=True, by=hall.manager)
    with pytest.raises(CheckFirst):
        answer_rating(follow_up, by=hall.manager)
    follow_up = right_rating(follow_up, note="已重新打印，回电13800138000", by=hall.manager)
    follow_up = answer_rating(follow_up, by=hall.manager)

    assert "13800138000" not in follow_up.note
    with pytest.raises(FollowUpOver):
        answer_rating(follow_up, by=hall.manager)


def test_a_matter_is_rated_once_within_its_days_and_anew_once_it_was_reopened(hall):
    application = decided(hall)
    way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)
    case = Case.objects.get(pk=application.case_id)
    with pytest.raises(RatingOver):
        rate_case(case, by=hall.resident, grade=Grade.FAIR, at=case.closed_at + timedelta(days=31))
    rate_case(case, by=hall.resident, grade=Grade.FAIR)
    with pytest.raises(AlreadyRated):
        rate_case(case, by=hall.resident, grade=Grade.FAIR)

    reopen_case(case, by=hall.manager, note="姓名写错")
    application = Application.objects.get()
    way.decide_application(application, verdict=Verdict.GRANTED, decided_on=TODAY(), by=hall.officer)
    way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)
    rate_case(application.case, by=hall.resident, grade=Grade.SATISFIED)

    assert list(Rating.objects.order_by("round").values_list("kind", "round", "grade")) == [
        ("application", 0, 3), ("application", 1, 4),
    ]  # fmt: skip
    assert hall.resident.actor_id not in Rating.objects.latest("round").served_by


@pytest.mark.parametrize("grade", [Grade.FAIR, Grade.VERY_SATISFIED])
def test_other_grades_are_not_followed_up(hall, grade):
    application = decided(hall)
    way.deliver_result(application, way=Way.WINDOW, by=hall.clerk)
    rate_case(application.case, by=hall.resident, grade=grade)

    assert not FollowUp.objects.exists()


def test_help_agency_and_guardianship_are_kept_apart_and_originals_are_listed(hall):
    with pytest.raises(AuthorityNeeded):
        hall.send(by=hall.clerk, channel=Channel.WINDOW, helping=Helping(HelpKind.AGENCY))
    with pytest.raises(AuthorityOver):
        hall.send(
            by=hall.clerk,
            channel=Channel.WINDOW,
            helping=Helping(HelpKind.AGENCY, paper="委托书", until=date(2020, 1, 1)),
        )
    agency = hall.send(
        by=hall.clerk, channel=Channel.WINDOW, helping=Helping(HelpKind.AGENCY, paper="委托书")
    ).application
    errand = hall.send(by=hall.clerk, channel=Channel.VISIT, helping=Helping(HelpKind.ERRAND)).application

    with pytest.raises(NotYourApplication):
        way.take_originals(agency, [("户口簿", 1)], by=hall.clerk)
    with pytest.raises(NoOriginals):
        way.take_originals(errand, [(" ", 1)], by=hall.clerk)
    way.take_originals(errand, [("户口簿", 1), ("身份证", 1)], by=hall.clerk)
    assert kinds(errand)[-1] == PaperKind.ORIGINALS
    assert errand.helper_label == hall.clerk.label
    with pytest.raises(NotYourApplication):
        way.return_originals(errand, by=hall.other_clerk)
    assert way.return_originals(errand, by=hall.clerk) == 2


def test_who_may_send_and_mark(hall):
    with pytest.raises(ItemNotOffered):
        hall.send(place="nowhere")
    with pytest.raises(ChannelClosed):
        hall.send(channel=Channel.AGENT)
    with pytest.raises(NotYourApplication):
        hall.send(by=hall.other_clerk, channel=Channel.WINDOW)
    application = hall.send("id").application
    for reader in (hall.other_clerk, hall.resident, hall.stranger):
        with pytest.raises(NotYourApplication):
            mark_materials(application, {"book": Mark(Standing.RECEIVED)}, by=reader)
    with pytest.raises(NotYours):
        way.accept_application(application, by=hall.other_clerk)
    way.refuse_application(application, by=hall.clerk, reason="不属于本社区")
    assert kinds(application) == [PaperKind.RECEIPT, PaperKind.REFUSAL]
    with pytest.raises(NotPossibleNow):
        way.accept_application(application, by=hall.clerk)


def test_same_key_is_one_application_with_one_receipt(hall):
    first = hall.send("id", key="form-1")
    second = hall.send("id", key="form-1")

    assert (first.is_new, second.is_new) == (True, False)
    assert first.application == second.application
    assert (Case.objects.count(), Paper.objects.count()) == (1, 1)
