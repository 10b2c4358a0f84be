from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import transfer_case
from linli.cases.domain.erasure import erase_personal
from linli.cases.enums import Stage, Verb
from linli.cases.models import Case, CaseEvent, CaseText
from linli.cases.queries.detail import case_page
from linli.cases.queries.listing import number_text
from linli.common.errors import Refusal
from linli.field.queries.day import day_for_phone, day_lines
from linli.grid.domain.task_refusal import forget_old_refusals, refuse_task, take_task_back, take_task_on
from linli.grid.enums import RefusalGround
from linli.grid.models import TaskRefusal
from linli.grid.queries.task_refusals import refusal_lines, refused_by
from linli.notices.models import Notice
from linli.people.enums import Role
from linli.people.models import Post
from linli.people.reader import reader_of
from tests.cases.conftest import People
from tests.cases.domain.test_at_once import at_once
from tests.factories import GRID, OTHER_VILLAGE, VILLAGE, make_case, make_staff
from tests.grid.conftest import sit

LIST = "/desk/grids/refusals/"
WHY = "线路裸露带电，请电工来，电话13800001111"


@pytest.fixture
def case(people):
    return make_case(people.resident, area=GRID)


def refuse(case, people, by=None, **words):
    return refuse_task(
        case, by=by or people.grid_member, **({"reason": WHY, "ground": RefusalGround.DANGEROUS} | words)
    )


def code_of(deed):
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value.code


def field(case, noun=""):
    return f"/field/cases/{number_text(case.number, case.opened_at)}/refusal/" + noun


def test_it_leaves_the_members_list_and_stands_in_that_of_head_and_manager(people, head, case):
    state = (case.state, case.next_due_at, case.lead_unit_id)

    refuse(case, people)

    case.refresh_from_db()
    assert (case.state, case.next_due_at, case.lead_unit_id) == state
    assert day_lines(people.grid_member, "due") == day_for_phone(people.grid_member) == []
    assert len(day_lines(head, "due")) == 1
    told = Notice.objects.filter(topic="grid.task_refused").values_list("recipient_id", flat=True)
    assert set(told) == {head.actor_id, people.manager.actor_id}
    for reader in (head, people.manager, people.town_dispatcher):
        (line,) = refusal_lines(reader)
        assert ("线路裸露带电" in line.words, "13800001111" in line.words, line.may_take_on) == (True, False, True)
        assert any("网格长" in one or "Grid head" in one for one in line.others)
    (own,) = refusal_lines(people.grid_member)
    assert (own.is_own, own.may_take_on) == (True, False)
    assert refusal_lines(people.other_manager) == []


def test_the_history_says_it_to_staff_and_not_to_whoever_reported(people, case):
    refuse(case, people)

    assert next(moment.event.verb for moment in case_page(case.id, people.manager).timeline) == Verb.TASK
    page = case_page(case.id, people.resident)
    assert Verb.TASK not in [moment.event.verb for moment in page.timeline]
    assert all("线路" not in word.body for moment in page.timeline for word in moment.words)
    assert Notice.objects.exclude(topic="grid.task_refused").filter(recipient_id=people.resident.actor_id).count() == 0


def test_the_unit_complained_about_sees_and_hears_nothing(people, head, case):
    Case.objects.filter(pk=case.pk).update(about_unit=people.village_office)
    member = make_staff(Role.GRID_MEMBER, unit=people.gardens, area=GRID)

    assert code_of(lambda: refuse(case, people)) == "not_your_task"
    refuse(case, people, by=member)

    assert set(Notice.objects.values_list("recipient_id", flat=True)) == {
        people.town_dispatcher.actor_id,
        people.dispatcher.actor_id,
    }
    assert refusal_lines(people.manager) == refusal_lines(head) == []
    assert len(refusal_lines(people.town_dispatcher)) == 1
    seen = case_page(case.id, people.manager)
    assert Verb.TASK not in [moment.event.verb for moment in seen.timeline]
    desk = sit(people.town_dispatcher, "zh-hans").get("/desk/dispatch/?view=returned").content.decode()
    assert number_text(case.number, case.opened_at) not in desk


@pytest.mark.parametrize("name", ["manager", "officer", "town_dispatcher", "other_manager", "resident", "auditor"])
def test_only_a_member_of_the_grid_refuses(people, case, name):
    assert code_of(lambda: refuse(case, people, by=getattr(people, name))) == "not_your_task"


def test_what_cannot_be_refused(people, case):
    assert code_of(lambda: refuse(case, people, reason="  ")) == "reason_needed"
    assert code_of(lambda: refuse(make_case(area=VILLAGE), people)) == "not_your_task"
    assert code_of(lambda: refuse(make_case(area=OTHER_VILLAGE), people)) == "not_your_task"
    assert code_of(lambda: take_task_back(case, by=people.grid_member)) == "not_refused"
    assert code_of(lambda: take_task_on(case, by=people.manager)) == "not_refused"
    refuse(case, people)
    assert code_of(lambda: refuse(case, people)) == "already_refused"
    assert code_of(lambda: take_task_on(case, by=people.grid_member)) == "not_your_task"
    assert code_of(lambda: take_task_on(case, by=people.officer)) == "not_your_task"
    Case.objects.filter(pk=case.pk).update(stage=Stage.DONE, closed_at=now())
    other = make_staff(Role.GRID_MEMBER, area=GRID)
    for deed in (lambda: refuse(case, people, by=other), lambda: take_task_back(case, by=people.grid_member),
                 lambda: take_task_on(case, by=people.manager)):  # fmt: skip
        assert code_of(deed) == "task_over"
    assert TaskRefusal.objects.count() == 1


def test_a_member_takes_it_back_as_long_as_nobody_has_it(people, case):
    refuse(case, people)
    take_task_back(case, by=people.grid_member)

    assert len(day_lines(people.grid_member, "due")) == 1
    assert refusal_lines(people.manager) == []
    refuse(case, people)
    take_task_on(case, by=people.manager)
    assert code_of(lambda: take_task_back(case, by=people.grid_member)) == "not_refused"
    assert code_of(lambda: take_task_on(case, by=people.manager)) == "not_refused"
    assert refusal_lines(people.manager) == []
    assert refused_by(people.grid_member) == {case.id}
    turns = CaseEvent.objects.filter(case=case, verb=Verb.TASK).order_by("seq").values_list("facts__turn", flat=True)
    assert list(turns) == ["refused", "taken_back", "refused", "taken_on"]


def test_given_to_a_unit_it_waits_no_more_and_is_forgotten_in_time(people, case):
    accept_case(case, by=people.manager)
    refuse(case, people)
    assert len(refusal_lines(people.manager)) == 1
    transfer_case(case, by=people.dispatcher, unit=people.gardens.id, note="请园林中心处理")

    assert refusal_lines(people.manager) == []
    assert code_of(lambda: take_task_back(case, by=people.grid_member)) == "not_refused"
    assert forget_old_refusals(after_days=90) == 0
    assert TaskRefusal.objects.get().settled_at is not None
    Case.objects.filter(pk=case.pk).update(stage=Stage.DONE, closed_at=now() - timedelta(days=91))
    assert forget_old_refusals(after_days=90) == 1


def test_the_reason_is_erased_with_the_words_of_the_matter(people, case):
    refuse(case, people)
    erase_personal(case, by=people.resident, reason="asked")

    (line,) = refusal_lines(people.manager)
    assert "线路" not in line.words
    assert not CaseText.objects.exclude(body="", sealed="").filter(case=case).exists()


def test_a_substitute_refuses_in_the_same_right(people, case):
    whom, today = make_staff(Role.CLERK).account, localdate()
    Post.objects.filter(account=people.grid_member.actor_id).update(
        substitute=whom, substitute_from_on=today, substitute_until_on=today + timedelta(days=3)
    )
    substitute = reader_of(whom)

    refuse(case, people, by=substitute)

    assert day_lines(substitute, "due") == []
    assert len(day_lines(people.grid_member, "due")) == 1  # each answers for themselves


def test_pages_refuse_take_back_and_take_on(people, case):
    member, manager = sit(people.grid_member, "en"), sit(people.manager, "en")
    page = member.get(field(case))
    assert "counted nowhere" in page.content.decode()
    wrong = member.post(field(case), {"ground": "other", "reason": " "})
    assert (wrong.status_code, "Say in a sentence why." in wrong.content.decode()) == (422, True)

    said = {"ground": "dangerous", "reason": WHY}
    answers = [member.post(field(case), said) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert TaskRefusal.objects.count() == Notice.objects.filter(topic="grid.task_refused").count() == 1
    assert "You do not take this on." in member.get(field(case).replace("refusal/", "")).content.decode()
    assert "somebody else is needed" in manager.get(field(case).replace("refusal/", "")).content.decode()
    back = member.post(field(case, "withdrawal/"))
    again = member.post(field(case, "withdrawal/"))
    assert (back.status_code, again.status_code, TaskRefusal.objects.count()) == (302, 302, 0)
    member.post(field(case), said)
    made = TaskRefusal.objects.get()
    listed = manager.get(LIST).content.decode()
    assert "It is dangerous" in listed
    desk = manager.get("/desk/dispatch/?view=returned").content.decode()
    assert "Refused by the grid member: It is dangerous." in desk
    assert manager.post(f"{LIST}{made.id}/taking-on/").status_code == 302
    assert manager.post(f"{LIST}{made.id}/taking-on/").status_code == 404
    assert number_text(case.number, case.opened_at) not in manager.get("/desk/dispatch/?view=returned").content.decode()


def test_strangers_find_nothing(people, case):
    made = refuse(case, people)

    assert sit(people.resident).get(LIST).status_code == 403
    assert sit(people.officer).get(LIST).status_code == 403
    assert sit(people.manager).get(field(case)).status_code == 403
    assert sit(people.other_manager).get(field(case)).status_code == 404
    assert sit(people.other_manager).post(field(case, "withdrawal/")).status_code == 404
    assert sit(people.other_manager).post(f"{LIST}{made.id}/taking-on/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_statements_whatever_the_number(people, count, django_assert_num_queries):
    for _ in range(count):
        refuse(make_case(area=GRID), people)
    client, member = sit(people.manager), sit(people.grid_member)
    client.get(LIST)
    member.get("/field/")

    with django_assert_num_queries(2):
        assert len(refusal_lines(people.manager)) == count
    with django_assert_num_queries(5):  # session, account, posts, what the member does not take on, list
        assert member.get("/field/").context["lines"] == []


@pytest.mark.usefixtures("committed")
def test_sent_many_times_at_once_it_is_refused_once_and_taken_on_once():
    people = People()
    case = make_case(people.resident, area=GRID)

    refused = at_once(lambda _number: refuse(case, people), 4)
    taken = at_once(lambda _number: take_task_on(case, by=people.manager), 4)

    assert refused == {"done": 1, "already_refused": 3}
    assert taken == {"done": 1, "not_refused": 3}
    assert Notice.objects.filter(topic="grid.task_refused").count() == 1
