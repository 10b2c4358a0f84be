"""From taking it down to the re-examination: each verb, each refusal, who may do what, and the limits of the Regulations."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.utils.timezone import localdate, localtime
from django.utils.timezone import now as moment

from linli.cases.domain.opening import Report, open_case
from linli.cases.errors import (
    AlreadyAsked,
    KindUnknown,
    NotPossibleNow,
    NotYours,
    ObjectionTooLate,
    OwnRequest,
    StaleCase,
    UnitConcerned,
    UnitNeeded,
)
from linli.cases.models import Case, CaseEvent, CaseLimit, CaseText, CaseWords
from linli.cases.queries.visible import visible_to as cases_visible_to
from linli.common.models import OutboxEntry
from linli.documents.models import Paper
from linli.documents.official.sheet import read_sheet
from linli.notices.models import Notice
from linli.people.models import Look
from linli.petitions.domain.deed import NEUTRAL
from linli.petitions.domain.erasure import erase_old
from linli.petitions.domain.handling import (
    accept_petition,
    answer_petition,
    ask_more_time,
    decide_more_time,
    withdraw_petition,
)
from linli.petitions.domain.look import see_persons
from linli.petitions.domain.registration import Person, take_down
from linli.petitions.domain.reminder import remind_of_limits
from linli.petitions.domain.review import ask_review, note_delivery, review_until
from linli.petitions.domain.routing import decide_on_objection, decline_petition, object_to_routing, route_petition
from linli.petitions.enums import Aim, Handed, Round, Verdict, Way
from linli.petitions.errors import (
    AnswerNeeded,
    BodyCannotDecide,
    ClosedForTheseFacts,
    DayOfDelivery,
    DeliveredAlready,
    ExtensionTooLong,
    ExtractNeeded,
    GroundUnknown,
    NoReviewHere,
    NotYourPetition,
    OutsideAnswerNeeded,
    PetitionerNeeded,
    PlaceForPetition,
    ReviewAsked,
    ReviewTooLate,
    TellOfPetition,
    TooManyRepresentatives,
    VillageNeverDecides,
    WordsNeeded,
)
from linli.petitions.models import Note, Petition, Petitioner
from linli.petitions.queries.address import may_see_letter, may_see_papers
from linli.petitions.queries.listing import printed
from linli.petitions.queries.opened import find
from tests.factories import OTHER_VILLAGE, VILLAGE
from tests.petitions.conftest import ADDRESS, EXTRACT, NAME, PHONE, WORDS, answer, now, taken

SHANGHAI = ZoneInfo("Asia/Shanghai")


def limit(petition, key):
    return CaseLimit.objects.get(case=petition.case_id, key=key)


def titles(petition):
    rows = Paper.objects.filter(holder_id=petition.id).order_by("issued_at", "id")
    return [read_sheet(row.sheet).title for row in rows]


def words_of(paper):
    return "\n".join(block.words for block in read_sheet(paper.sheet).body)


def test_matter_beside_it_holds_no_word_and_no_name(people, written):
    case = now(written).case

    assert (case.compartment, case.title, case.reporter_id, case.is_public) == ("petition", "信访事项", None, False)
    assert list(CaseText.objects.filter(case=case).values_list("body", "sealed")) == [(NEUTRAL, "")]
    assert CaseWords.objects.get(case=case).vector == ""
    assert now(written).words == WORDS
    for reader in (people.manager, people.clerk, people.centre, people.supervisor, people.resident):
        assert not cases_visible_to(reader).filter(pk=case.pk).exists()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"area": VILLAGE[:9]}, PlaceForPetition),
        ({"words": "  "}, TellOfPetition),
        ({"wish": ""}, TellOfPetition),
        ({"persons": (Person(NAME),)}, PetitionerNeeded),
        ({"persons": (Person("", PHONE),)}, PetitionerNeeded),
        ({"persons": ()}, PetitionerNeeded),
        (
            {"persons": tuple(Person(f"代表{n}", address="某路") for n in range(6)), "people": 80},
            TooManyRepresentatives,
        ),
        (
            {"persons": (Person("甲", address="某路"), Person("乙", address="某路")), "people": 1},
            TooManyRepresentatives,
        ),
    ],
)
def test_petition_that_is_refused_leaves_nothing(people, said, refusal):
    with pytest.raises(refusal):
        take_down(taken(**said), by=people.manager)

    assert (Petition.objects.count(), Case.objects.count(), Paper.objects.count()) == (0, 0, 0)


def test_clerk_takes_a_visit_of_many_down_and_gives_a_receipt_with_the_record(people):
    five = tuple(Person(f"代表{n}", f"1370000010{n}") for n in range(5))
    made = take_down(taken(persons=five, people=40, key="k"), by=people.clerk)
    again = take_down(taken(persons=five, people=40, key="k"), by=people.clerk)

    receipt = Paper.objects.get(holder_kind="letter", holder_id=made.id)
    assert (made.pk, Petition.objects.count(), Petitioner.objects.count()) == (again.pk, 1, 5)
    assert titles(made) == ["信访事项登记回执"]
    assert "共40人，代表5人" in words_of(receipt)
    assert WORDS in words_of(receipt)
    assert "只登记、转送，不作处理决定" in words_of(receipt)
    assert receipt.full_number.startswith("信访〔")
    assert find(printed(now(made)), people.resident) is None  # none of the five


def test_no_other_door_leads_into_the_compartment(people):
    for kind in ("X101", "X102"):
        with pytest.raises(KindUnknown):
            open_case(Report(kind=kind, words="上访", area=VILLAGE), by=people.resident)


def test_limits_of_the_regulations(people):
    """15 days to pass on and to tell (22, 23), 60 to answer (34), days of the calendar, moved off a day off (民法典 203)."""
    at = datetime(2026, 9, 10, 9, tzinfo=SHANGHAI)
    made = take_down(taken(people.resident), by=people.resident, at=at)
    assert (
        localtime(limit(made, "route").due_at).date().isoformat() == "2026-09-28"
    )  # the 25th to 27th are the Mid-Autumn days off
    route_petition(made, people.units["land"].id, by=people.manager, at=at + timedelta(days=1))
    assert localtime(limit(made, "accept").due_at).date().isoformat() == "2026-09-28"  # the 26th is a day off
    accept_petition(made, by=people.land, at=at + timedelta(days=5))

    finish = limit(made, "finish")
    assert (finish.unit, finish.amount, finish.is_whole) == ("calendar_days", 60, True)
    assert localtime(finish.due_at).date().isoformat() == "2026-11-16"  # the 14th is a Saturday
    ask_more_time(made, 30, by=people.land, words="需要测绘", at=at + timedelta(days=40))
    decide_more_time(made, True, by=people.land_head, at=at + timedelta(days=41))
    assert localtime(limit(made, "finish").due_at).date().isoformat() == "2026-12-14"  # 60 + 30 days, as counted


@pytest.mark.parametrize(
    ("unit", "refusal"), [("village", VillageNeverDecides), ("partner", BodyCannotDecide), (None, UnitNeeded)]
)
def test_village_is_never_the_body_that_decides(people, written, unit, refusal):
    with pytest.raises(refusal):
        route_petition(written, people.units[unit].id if unit else None, by=people.manager)

    assert now(written).case.state == "received"
    assert titles(written) == ["信访事项登记回执"]


def test_community_passes_on_and_never_answers(people, routed):
    case = now(routed).case

    assert (case.state, case.lead_unit_id) == ("routed", people.units["land"].id)
    assert titles(routed) == ["信访事项登记回执", "信访事项转送告知书"]
    for verb in (
        lambda: accept_petition(routed, by=people.manager),
        lambda: decline_petition(routed, "court", by=people.clerk),
    ):
        with pytest.raises(NotYours):
            verb()
    accept_petition(routed, by=people.land)
    for reader in (people.manager, people.clerk, people.supervisor, people.resident, people.town):
        with pytest.raises(NotYours):
            answer_petition(routed, answer(), by=reader)


def test_manager_of_a_village_that_leads_by_mistake_answers_nothing(people, handling):
    """Even where a row says that a village is in charge, its posts have no standing to decide."""
    Case.objects.filter(pk=handling.case_id).update(lead_unit=people.units["village"])

    with pytest.raises(NotYours):
        answer_petition(handling, answer(), by=people.manager)


@pytest.mark.parametrize(
    "who", ["other_clerk", "land", "town", "grid", "auditor", "supervisor", "leader", "stranger", "resident"]
)
def test_nobody_else_passes_on(people, written, who):
    with pytest.raises(NotYours):
        route_petition(written, people.units["land"].id, by=getattr(people, who))


def test_page_that_is_old_does_nothing(people, written):
    with pytest.raises(StaleCase):
        route_petition(written, people.units["land"].id, by=people.manager, seq=7)


def test_what_is_about_a_unit_goes_past_it(people):
    made = take_down(taken(people.resident, about_unit=people.units["village"].id), by=people.resident)

    assert now(made).received_by != people.units["village"]
    assert find(printed(now(made)), people.manager) is None
    with pytest.raises(NotYours):
        route_petition(made, people.units["land"].id, by=people.manager)
    route_petition(made, people.units["town"].id, by=people.clerk)
    assert find(printed(now(made)), people.town) is not None
    about_land = take_down(taken(people.resident, about_unit=people.units["land"].id), by=people.resident)
    with pytest.raises(UnitConcerned):
        route_petition(about_land, people.units["land"].id, by=people.manager)


def test_identity_kept_from_the_body_in_charge(people):
    made = take_down(taken(people.resident, is_hidden=True), by=people.resident)
    with pytest.raises(ExtractNeeded):
        route_petition(made, people.units["land"].id, by=people.manager)
    route_petition(made, people.units["land"].id, by=people.manager, extract=EXTRACT)

    found = find(printed(now(made)), people.land)
    assert (found.sees_words, found.may_see_persons) == (False, False)
    with pytest.raises(NotYourPetition):
        see_persons(now(made), by=people.land)
    assert not may_see_letter(made.id, people.land, None)
    assert may_see_papers(made.id, people.land, None)
    accept_petition(made, by=people.land)
    answer_petition(made, answer(), by=people.land)
    for paper in Paper.objects.filter(holder_kind="petition"):
        sheet = read_sheet(paper.sheet)
        assert sheet.to == "信访人"
        assert NAME not in words_of(paper)
        assert WORDS not in words_of(paper)
    assert find(printed(now(made)), people.manager).sees_words
    assert len(see_persons(now(made), by=people.manager)) == 1
    assert Look.objects.get(subject_id=made.id).person_id == people.resident.actor_id


@pytest.mark.parametrize("ground", ["court", "arbitration", "reconsideration", "administrative", "discipline", "being_handled", "closed", "not_ours"])  # fmt: skip
def test_what_belongs_elsewhere_is_told_the_right_way(people, written, ground):
    decline_petition(written, ground, by=people.manager, words="请到某仲裁委员会")

    row = now(written)
    paper = Paper.objects.get(holder_kind="petition", holder_id=written.id)
    assert (row.case.state, row.ground, row.case.outcome) == ("declined", ground, "not_accepted")
    assert "您可以：" in words_of(paper)
    assert "请到某仲裁委员会" in words_of(paper)
    assert ground not in str(CaseEvent.objects.filter(case=row.case).values_list("facts", flat=True))
    with pytest.raises(NoReviewHere):
        ask_review(written, "不服", by=people.resident)


def test_ground_has_to_be_a_listed_one(people, written):
    with pytest.raises(GroundUnknown):
        decline_petition(written, "too_busy", by=people.manager)


def test_wrong_routing_is_objected_to_in_five_working_days_and_goes_on(people, routed):
    with pytest.raises(WordsNeeded):
        object_to_routing(routed, by=people.land, words=" ")
    object_to_routing(routed, by=people.land, words="补偿由街道核算")
    with pytest.raises(VillageNeverDecides):
        decide_on_objection(routed, by=people.manager, body=people.units["village"].id, words="交回")
    first = limit(routed, "accept").starts_at

    decide_on_objection(routed, by=people.manager, body=people.units["town"].id, words="属街道")

    assert now(routed).case.lead_unit_id == people.units["town"].id
    assert limit(routed, "accept").starts_at > first  # the other body has fifteen days of its own
    assert titles(routed).count("信访事项转送告知书") == 2
    assert {note.words for note in Note.objects.all()} == {"补偿由街道核算", "属街道"}
    assert find(printed(now(routed)), people.land) is None


def test_objection_after_the_time_and_one_that_does_not_hold(people, routed):
    with pytest.raises(ObjectionTooLate):
        object_to_routing(routed, by=people.land, words="不是我们的", at=moment() + timedelta(days=20))
    object_to_routing(routed, by=people.land, words="不是我们的")
    decide_on_objection(routed, by=people.manager, body=None, words="属你局职责")

    assert now(routed).case.lead_unit_id == people.units["land"].id
    accept_petition(routed, by=people.land)


def test_more_time_at_most_thirty_days_once_by_the_head_with_the_reason(people, handling):
    for days in (0, 31):
        with pytest.raises(ExtensionTooLong):
            ask_more_time(handling, days, by=people.land, words="复杂")
    with pytest.raises(WordsNeeded):
        ask_more_time(handling, 10, by=people.land, words="")
    ask_more_time(handling, 10, by=people.land, words="需要重新测绘")
    with pytest.raises(AlreadyAsked):
        ask_more_time(handling, 10, by=people.land, words="再加")
    for reader in (people.land, people.manager, people.leader):
        with pytest.raises((NotYours, OwnRequest)):
            decide_more_time(handling, True, by=reader)

    decide_more_time(handling, True, by=people.land_head)

    paper = Paper.objects.filter(holder_kind="petition", holder_id=handling.id).latest("issued_at")
    assert "需要重新测绘" in words_of(paper)
    with pytest.raises(ExtensionTooLong):
        ask_more_time(handling, 10, by=people.land, words="再加")
    assert Notice.objects.filter(topic="petition.extended", recipient_id=people.resident.actor_id).count() == 1


def test_more_time_that_is_not_granted_is_told_to_nobody_outside(people, handling):
    ask_more_time(handling, 10, by=people.land, words="需要重新测绘")
    decide_more_time(handling, False, by=people.supervisor, words="抓紧")

    assert "信访事项延长办理期限告知书" not in titles(handling)
    assert not Notice.objects.filter(topic="petition.extended").exists()


@pytest.mark.parametrize("missing", ["findings", "opinion", "basis"])
def test_answer_names_facts_opinion_and_its_ground(people, handling, missing):
    with pytest.raises(AnswerNeeded):
        answer_petition(handling, answer(**{missing: " "}), by=people.land)


def test_answer_is_a_paper_that_says_who_may_be_asked_next(people, answered):
    paper = Paper.objects.filter(holder_id=answered.id).latest("issued_at")
    sheet = read_sheet(paper.sheet)

    assert (sheet.title, sheet.issuer, sheet.has_red_head, sheet.to) == ("信访事项处理意见书", "land", True, NAME)
    assert "30日内向centre请求复查" in words_of(paper)
    assert (now(answered).case.state, now(answered).case.outcome) == ("answered", "explained")
    assert [notice.topic for notice in Notice.objects.filter(recipient_id=people.resident.actor_id).order_by("id")] == [
        "petition.registered", "petition.routed", "petition.accepted", "petition.answered",
    ]  # fmt: skip


def test_the_day_of_receiving_is_noted_once_and_by_whom_it_concerns(people, answered):
    today = localdate()
    for reader, how in (
        (people.stranger, Handed.ONLINE),
        (people.resident, Handed.POST),
        (people.other_clerk, Handed.POST),
    ):
        with pytest.raises(NotYourPetition):
            note_delivery(answered, how, today, by=reader)
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(DayOfDelivery):
            note_delivery(answered, Handed.COUNTER, day, by=people.manager)
    assert review_until(now(answered)) is None

    note_delivery(answered, Handed.COUNTER, today, by=people.manager)

    assert review_until(now(answered)).date() >= today + timedelta(days=30)
    with pytest.raises(DeliveredAlready):
        note_delivery(answered, Handed.ONLINE, today, by=people.resident)


def test_review_then_reexamination_then_closed_for_these_facts(people, answered):
    review = ask_review(answered, "少算的没有补", by=people.resident, key="r1")
    assert ask_review(answered, "少算的没有补", by=people.resident, key="r1").pk == review.pk
    for key in (None, "r2"):
        with pytest.raises(ReviewAsked):
            ask_review(answered, "再来一次", by=people.resident, key=key)
    assert (review.round, now(review).case.lead_unit_id) == (Round.REVIEW, people.units["centre"].id)
    assert (limit(review, "finish").amount, limit(review, "finish").unit) == (30, "calendar_days")
    for reader in (people.land, people.manager, people.clerk):
        assert find(printed(now(review)), reader) is None
        with pytest.raises(NotYours):
            answer_petition(review, answer(), by=reader)
    answer_petition(review, answer(), by=people.centre)

    last = ask_review(review, "仍不服", by=people.resident)
    assert (last.round, last.outside_body) == (Round.REEXAMINATION, "上一级机关、单位（县外）")
    with pytest.raises(OutsideAnswerNeeded):
        answer_petition(last, answer(), by=people.centre)
    answer_petition(last, answer(outside_number="榕信复核〔2026〕3号", outside_on=localdate()), by=people.centre)

    paper = Paper.objects.filter(holder_id=last.id).latest("issued_at")
    assert read_sheet(paper.sheet).title == "信访事项复核意见转告书"
    assert "不再受理" in words_of(paper)
    with pytest.raises(ClosedForTheseFacts):
        ask_review(last, "还是不服", by=people.resident)


def test_review_is_asked_within_thirty_days_of_receiving_the_answer(people, answered):
    note_delivery(answered, Handed.ONLINE, localdate(), by=people.resident)
    until = review_until(now(answered))

    with pytest.raises(ReviewTooLate):
        ask_review(answered, "不服", by=people.resident, at=until + timedelta(minutes=1))
    assert ask_review(answered, "不服", by=people.resident, at=until).round == Round.REVIEW


@pytest.mark.parametrize(("aim", "refusal"), [(Aim.SUGGESTION, NoReviewHere), (Aim.REPORT, NoReviewHere)])
def test_only_a_claim_is_reviewed(people, aim, refusal):
    made = take_down(taken(people.resident, aim=aim), by=people.resident)
    route_petition(made, people.units["land"].id, by=people.manager)
    accept_petition(made, by=people.land)
    with pytest.raises(refusal):
        ask_review(made, "不服", by=people.resident)  # not answered yet
    answer_petition(made, answer(verdict=Verdict.SUPPORTED), by=people.land)

    assert now(made).case.outcome == "resolved"
    with pytest.raises(refusal):
        ask_review(made, "不服", by=people.resident)


@pytest.mark.parametrize("who", ["stranger", "land", "other_clerk", "supervisor"])
def test_nobody_else_asks_for_a_review(people, answered, who):
    with pytest.raises(NotYourPetition):
        ask_review(answered, "不服", by=getattr(people, who))
    with pytest.raises(TellOfPetition):
        ask_review(answered, " ", by=people.resident)


def test_whoever_petitions_withdraws_and_nobody_else(people, handling):
    for reader in (people.manager, people.land, people.stranger):
        with pytest.raises(NotYours):
            withdraw_petition(handling, by=reader)

    withdraw_petition(handling, by=people.resident)

    assert now(handling).case.state == "withdrawn"
    with pytest.raises(NotPossibleNow):
        withdraw_petition(handling, by=people.resident)


def test_taken_at_the_counter_it_is_theirs_who_gave_the_telephone(people):
    made = take_down(taken(way=Way.LETTER), by=people.manager)

    assert find(printed(now(made)), people.resident).is_mine
    assert find(printed(now(made)), people.stranger) is None
    assert now(made).case.source == "paper"


@pytest.mark.parametrize(
    ("who", "sees"),
    [("manager", True), ("clerk", True), ("centre", True), ("supervisor", True), ("land", True), ("land_head", True),
     ("town", False), ("other_clerk", False), ("auditor", False), ("leader", False), ("grid", False), ("stranger", False)],
)  # fmt: skip
def test_who_opens_a_petition(people, routed, who, sees):
    assert (find(printed(now(routed)), getattr(people, who)) is not None) == sees


def test_no_other_table_holds_a_word_of_it(people, handling):
    """Events, audit, outbox, notices, search words, queue: nothing of it lies in the open anywhere."""
    ask_more_time(handling, 5, by=people.land, words="测绘排期甲乙丙")
    secrets = (WORDS[-3:], NAME, ADDRESS, "测绘排期甲乙丙")
    held = []
    for model in apps.get_models():
        names = [one.name for one in model._meta.local_concrete_fields if one.get_internal_type() != "BinaryField"]
        text = str(list(model.objects.values_list(*names))) if model._meta.managed else ""
        held += [f"{model.__name__}: {word}" for word in secrets if word in text]

    assert held == []


def test_old_words_go_once_no_review_runs(people, answered):
    review = ask_review(answered, "不服", by=people.resident)
    later = moment() + timedelta(days=800)
    assert erase_old(after_days=700, at=later) == 0
    answer_petition(review, answer(), by=people.centre)

    assert erase_old(after_days=700, at=later) == 2
    assert erase_old(after_days=700, at=later) == 0
    assert {(row.words, row.wish, row.opinion) for row in Petition.objects.all()} == {("", "", "")}
    assert {(one.name, one.phone, one.account_id) for one in Petitioner.objects.all()} == {("", "", None)}


def test_limits_are_told_before_and_after_once_each(people, written):
    due = limit(written, "route").due_at

    assert remind_of_limits(at=due - timedelta(days=4)) == 0
    assert [remind_of_limits(at=due - timedelta(days=1)) for _ in range(2)] == [1, 0]
    assert [remind_of_limits(at=due + timedelta(hours=1)) for _ in range(2)] == [1, 0]
    told = [one.payload for one in OutboxEntry.objects.filter(topic="notices.fan_out")]
    late = [one["posts"] for one in told if one["topic"] == "petition.late"]
    assert [[post["roles"] for post in posts] for posts in late] == [
        [["clerk", "dispatcher", "manager"], ["supervisor"]]
    ]


def test_other_village_is_another_petition(people):
    made = take_down(taken(people.resident, area=OTHER_VILLAGE), by=people.resident)

    assert find(printed(now(made)), people.manager) is None
