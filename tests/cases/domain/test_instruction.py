"""A leader's instruction from being given to being settled: by rule, by hand, and what is refused."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import get_current_timezone, localdate, now
from django.utils.translation import override

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.closure import close_case, propose_closure, send_back, withdraw_case
from linli.cases.domain.escalation import escalate_overdue, remind_due
from linli.cases.domain.instruction import FARTHEST, KIND, FigureSeen, instruct
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.progress import report_progress
from linli.cases.domain.supervision import escalate_case, remind_case
from linli.cases.enums import Outcome, Source, Verb
from linli.cases.errors import DayPassed, LadderEnds, NotYours, UnitConcerned, UnitNeeded
from linli.cases.models import Case, CaseEvent, CaseLink
from linli.cases.queries.detail import case_page
from linli.cases.queries.instruction import instructions
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import may_read
from linli.notices.models import Notice
from linli.people.enums import Role
from tests.background import work_off
from tests.factories import COUNTY, GRID, OTHER_VILLAGE, TOWN, VILLAGE, make_case, make_staff, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _chinese():
    with override("zh-hans"):
        yield


def give(people, on, *, by=None, unit=None, days=7, key="", **words):
    return instruct(
        on, by=by or people.leader, unit=unit or people.lamps.id, due_on=localdate() + timedelta(days=days),
        key=key or uuid4().hex, **({"words": "三日内查清原因，举一反三"} | words),
    ).case  # fmt: skip


def seen(area=COUNTY):
    return FigureSeen(area, {"zh-hans": "福清市 · 逾期", "en": "Fuqing · Overdue"}, 12, "view=late&lead=1", now())


def verbs(case):
    return list(CaseEvent.objects.filter(case=case).order_by("seq").values_list("verb", flat=True))


def told(topic="case.for_staff"):
    return set(Notice.objects.filter(topic__startswith=topic).values_list("recipient__display_name", flat=True))


def test_from_given_to_settled_with_both_histories(people):
    about = make_case(people.resident, area=GRID)

    case = give(people, about)
    accept_case(case, by=people.officer)
    report_progress(case, by=people.officer, note="正在排查")
    propose_closure(case, by=people.officer, note="已查清，线路老化，已更换")
    send_back(case, by=people.leader, note="举一反三呢")
    propose_closure(case, by=people.officer, note="全村已排查")
    close_case(case, by=people.leader, outcome=Outcome.RESOLVED, note="好")
    work_off()

    assert (case.state, case.kind_id, case.source, case.lead_unit_id) == (
        "settled",
        KIND,
        Source.INSTRUCTION,
        people.lamps.id,
    )
    assert (case.area, case.grid, case.is_public, case.is_on_time) == (VILLAGE, "", False, True)
    assert case.due_at == datetime.combine(localdate() + timedelta(days=7), time(17, 30), get_current_timezone())
    assert CaseLink.objects.get().about == about
    notes = [
        event.facts["state"]["en"] for event in CaseEvent.objects.filter(case=about, verb=Verb.LINK).order_by("seq")
    ]
    assert notes == [
        "Given, to be taken up",
        "Reported, to be read",
        "Being carried out",
        "Reported, to be read",
        "Settled",
    ]
    opened = CaseEvent.objects.get(case=case, seq=1)
    assert opened.facts["about"] == number_text(about.number, about.opened_at)
    assert people.leader.label == opened.actor_label


def test_history_of_the_matter_is_noted_once_and_hidden_from_its_reporter(people):
    about = make_case(people.resident)
    case = give(people, about)
    propose_closure(case, by=people.officer, note="已办")
    work_off()
    from linli.cases.domain.link import note_on_linked

    note_on_linked(case.id, case.seq)

    assert verbs(about).count(Verb.LINK) == 2
    assert all(moment.event.verb != Verb.LINK for moment in case_page(about.id, people.resident).timeline)
    assert [moment.title for moment in case_page(about.id, people.manager).timeline][:2] == ["领导批示"] * 2


def test_a_figure_is_kept_as_it_was(people):
    case = give(people, seen())

    figure = CaseEvent.objects.get(case=case, seq=1).facts["figure"]
    assert (figure["value"], figure["address"], figure["title"]["zh-hans"]) == (12, "view=late&lead=1", "福清市 · 逾期")
    assert case.area == COUNTY
    assert "“福清市 · 逾期”" in instructions(people.leader, "open").lines[0].about.figure


def test_the_same_key_gives_the_same_instruction(people):
    about = make_case(people.resident)

    assert give(people, about, key="once").id == give(people, about, key="once").id
    assert CaseLink.objects.count() == 1


@pytest.mark.parametrize("who", ["supervisor", "dispatcher", "manager", "officer", "administrator", "resident"])
def test_only_a_leader_gives_one(people, who):
    with pytest.raises(NotYours):
        give(people, make_case(people.resident), by=getattr(people, who))


def test_only_in_the_area_of_the_post(people):
    town_leader = make_staff(Role.LEADER, area=TOWN)

    assert give(people, make_case(people.resident, area=VILLAGE), by=town_leader).town == TOWN
    for on in (make_case(people.resident, area=OTHER_VILLAGE), seen(COUNTY)):
        with pytest.raises(NotYours):
            give(people, on, by=town_leader)


def test_nobody_opens_one_by_another_door(people):
    with pytest.raises(NotYours):
        open_case(Report(kind=KIND, words="冒充批示", area=VILLAGE), by=people.resident)


def test_what_is_refused(people):
    case = make_case(people.resident)

    with pytest.raises(UnitNeeded):
        instruct(case, by=people.leader, words="办", unit=None, due_on=localdate(), key="a")
    for days in (-1, FARTHEST.days + 1):
        with pytest.raises(DayPassed):
            give(people, case, days=days)
    assert not CaseLink.objects.exists()


def test_never_to_the_unit_complained_about_nor_by_its_leader(people):
    complaint = make_case(people.resident, kind="C001", about_unit=people.gardens.id, is_confidential=True)
    its_leader = make_staff(Role.LEADER, unit=people.gardens)

    with pytest.raises(UnitConcerned):
        give(people, complaint, unit=people.gardens.id)
    with pytest.raises(NotYours):
        give(people, complaint, by=its_leader)
    case = give(people, complaint)
    assert (case.about_unit_id, case.is_confidential) == (people.gardens.id, True)
    assert not case_page(case.id, people.officer).may_see_persons
    assert not may_read(case.id, people.gardener)


def test_an_office_sees_what_is_given_to_it(people):
    """What is given to a town's office on a figure of the city lies in the town, whose people see it."""
    case = give(people, seen(), unit=make_unit(f"office-{TOWN}").id)

    assert case.area == TOWN
    assert may_read(case.id, people.town_dispatcher)
    assert not may_read(give(people, seen()).id, people.town_dispatcher)


def test_the_clock_reminds_urges_supervises_and_reports(people):
    case = give(people, make_case(people.resident), days=30)
    accept_case(case, by=people.officer)
    due = case.due_at

    assert remind_due(at=due - timedelta(days=1)) >= 1
    for days, level in ((0.01, 1), (0.02, 1), (6, 2), (6, 3), (60, 3)):
        Case.objects.exclude(pk=case.pk).update(next_due_at=None)
        escalate_overdue(at=due + timedelta(days=days))
        case.refresh_from_db()
        assert case.escalated == level
    work_off()

    titles = [moment.title for moment in case_page(case.id, people.leader).timeline]
    assert titles[:4] == ["报告领导", "督办", "催办", "提醒"]
    assert {"supervisor", "leader", "officer"} <= told()


def test_supervision_by_hand_goes_one_step_at_a_time(people):
    case = give(people, make_case(people.resident))

    remind_case(case, by=people.supervisor, note="后天到期")
    for level in (1, 2, 3):
        escalate_case(case, by=people.supervisor, note="仍未签收")
        assert case.escalated == level
    with pytest.raises(LadderEnds):
        escalate_case(case, by=people.supervisor, note="再报")
    with pytest.raises(NotYours):
        escalate_case(case, by=people.officer, note="自己催自己")


def test_late_is_who_reports_late_not_who_reads_late(people):
    for days, is_on_time in ((1, True), (20, False)):
        case = give(people, seen())
        reported = case.opened_at + timedelta(days=days)
        propose_closure(case, by=people.officer, note="已办", at=reported)
        close_case(case, by=people.leader, outcome=Outcome.RESOLVED, at=reported + timedelta(days=40))
        assert case.is_on_time is is_on_time


def test_what_is_sent_back_runs_on_to_the_day_that_was_set(people):
    case = give(people, seen())
    due = case.due_at
    propose_closure(case, by=people.officer, note="已办")
    assert case.next_due_at is None

    send_back(case, by=people.leader, note="没有举一反三")

    assert case.next_due_at == due


def test_a_leader_takes_it_back(people):
    case = give(people, seen())

    withdraw_case(case, by=people.leader, note="已另行安排")

    assert (case.state, case.outcome) == ("withdrawn", "withdrawn")


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_two_statements(people, count, django_assert_num_queries):
    for _ in range(count):
        give(people, make_case(people.resident))
    instructions(people.supervisor, "open")

    with django_assert_num_queries(2):
        found = instructions(people.supervisor, "open")

    assert len(found.lines) == count
