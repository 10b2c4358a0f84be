"""Three sides: each is asked, each accepts the mediator and signs, and each may leave; it is over where fewer than two are left."""

import pytest

from linli.cases.errors import NotYours
from linli.mediation.domain.agreement import draw_agreement, sign_agreement
from linli.mediation.domain.application import Person, answer_invitation, apply_for_mediation, leave, take_on
from linli.mediation.domain.guest import answer_guest, ask_guest
from linli.mediation.domain.look import open_by_look, see_phones
from linli.mediation.domain.mediator import accept_mediator, name_mediator
from linli.mediation.enums import AgreementForm, Answer, GuestAs, LookReason, SideOf
from linli.mediation.errors import NotYourMediation, SidesNeeded
from linli.mediation.models import Agreement, Mediation
from linli.mediation.papers import paper_of
from linli.mediation.queries.mediations import find, joining, my_mediations, printed
from linli.notices.models import Notice
from tests.factories import VILLAGE, make_resident
from tests.mediation.conftest import SECOND, application, now
from tests.mediation.test_pages import browser, form

THIRD = "+8613700000003"


@pytest.fixture
def three(people):
    people.third = make_resident(THIRD)
    others = (Person("庞对门", SECOND, "二单元"), Person("史楼下", THIRD))
    made = apply_for_mediation(application(people.first, others=others, place="三号楼"), by=people.first)
    return take_on(made, by=people.head)


@pytest.fixture
def talking(people, three):
    for one in (people.second, people.third):
        answer_invitation(three, Answer.AGREED, by=one)
    name_mediator(three, people.mediator.actor_id, by=people.first)
    for one in (people.second, people.third):
        accept_mediator(three, people.mediator.actor_id, by=one)
    return now(three)


def state(mediation):
    return now(mediation).case.state


def told(topic):
    return set(
        Notice.objects.filter(topic=f"mediation.{topic}", recipient_id__isnull=False).values_list(
            "recipient_id", flat=True
        )
    )


@pytest.mark.parametrize(
    "others",
    [(), (Person("庞对门", SECOND), Person("庞对门", SECOND)), (Person("庞对门", SECOND), Person("", THIRD)),
     tuple(Person(f"邻居{n}", f"1370000020{n}") for n in range(6))],
)  # fmt: skip
def test_sides_are_two_to_six_and_all_different(people, others):
    with pytest.raises(SidesNeeded):
        apply_for_mediation(application(people.first, others=others), by=people.first)

    assert Mediation.objects.count() == 0


def test_each_answers_and_it_waits_for_the_last(people, three):
    answer_invitation(three, Answer.AGREED, by=people.third)
    assert state(three) == "invited"
    assert [one.name for one in find(printed(now(three)), people.second).others] == [
        "甘先来",
        "史楼下",
    ]  # who has agreed

    for whose in (SideOf.FIRST, SideOf.THIRD, SideOf.SIXTH):  # applied, has answered, is not there
        with pytest.raises(NotYourMediation):
            answer_invitation(three, Answer.AGREED, by=people.head, whose=whose)

    answer_invitation(three, Answer.AGREED, by=people.second)

    assert state(three) == "choosing"


@pytest.mark.parametrize(
    ("second", "third", "after"),
    [(Answer.REFUSED, Answer.AGREED, "choosing"), (Answer.AGREED, Answer.SOMEBODY_ELSE, "choosing"),
     (Answer.REFUSED, Answer.REFUSED, "declined"), (Answer.AGREED, Answer.REFUSED, "choosing")],
)  # fmt: skip
def test_it_goes_on_with_those_who_want_to(people, three, second, third, after):
    answer_invitation(three, second, by=people.second)
    assert state(three) == "invited"
    answer_invitation(three, third, by=people.head, whose=SideOf.THIRD)  # as it said by telephone

    assert state(three) == after


def test_mediator_is_one_whom_all_three_accept(people, three):
    for one in (people.second, people.third):
        answer_invitation(three, Answer.AGREED, by=one)
    name_mediator(three, people.mediator.actor_id, by=people.first)
    accept_mediator(three, people.mediator.actor_id, by=people.second)
    assert (state(three), now(three).begun_at) == ("choosing", None)

    accept_mediator(three, people.mediator.actor_id, by=people.third)

    assert state(three) == "mediating"


def test_one_leaves_and_the_others_go_on_without_it(people, talking):
    leave(talking, by=people.second)

    assert state(talking) == "mediating"
    assert told("side_left") == {people.first.actor_id, people.third.actor_id}
    assert find(printed(talking), people.second).side.left_at is not None
    assert [(row.has_left, row.is_over) for row in my_mediations(people.second)] == [(True, True)]
    for deed in (
        lambda: leave(talking, by=people.second),
        lambda: ask_guest(talking, "舅公", GuestAs.RELATIVE, by=people.second),
    ):
        with pytest.raises(NotYours):
            deed()

    leave(talking, by=people.mediator, whose=SideOf.THIRD)

    assert state(talking) == "left"
    assert told("left") == {people.first.actor_id}


def test_who_applied_takes_it_back_before_anybody_has_agreed(people, three):
    leave(three, by=people.first)

    assert state(three) == "left"


def test_nobody_waits_for_the_one_who_left(people, three):
    answer_invitation(three, Answer.AGREED, by=people.second)
    leave(three, by=people.third)
    assert state(three) == "choosing"
    name_mediator(three, people.mediator.actor_id, by=people.first)
    accept_mediator(three, people.mediator.actor_id, by=people.second)

    assert state(three) == "mediating"


def test_leaving_can_be_what_the_mediator_waited_for(people, three):
    for one in (people.second, people.third):
        answer_invitation(three, Answer.AGREED, by=one)
    name_mediator(three, people.mediator.actor_id, by=people.first)
    accept_mediator(three, people.mediator.actor_id, by=people.second)

    leave(three, by=people.third)

    assert (state(three), now(three).begun_at is not None) == ("mediating", True)


def test_every_side_signs_and_who_leaves_before_leaves_no_agreement_behind(people, talking):
    draw_agreement(talking, AgreementForm.WRITTEN, facts="", terms="各修各的檐沟。", by=people.mediator)
    sign_agreement(talking, 1, by=people.first)
    sign_agreement(talking, 1, by=people.mediator, whose=frozenset({"mediator", "third"}))
    assert state(talking) == "drawn"

    leave(talking, by=people.second)

    assert (state(talking), Agreement.objects.get().mediator_signed_at) == ("mediating", None)
    draw_agreement(talking, AgreementForm.WRITTEN, facts="", terms="各修各的檐沟。", by=people.mediator)
    with pytest.raises(NotYourMediation):
        sign_agreement(talking, 2, by=people.mediator, whose=frozenset({"second"}))
    sign_agreement(talking, 2, by=people.mediator, whose=frozenset({"mediator", "first", "third"}))
    assert state(talking) == "settled"
    open_by_look(talking, LookReason.AUDIT, by=people.auditor)
    assert paper_of(find(printed(talking), people.auditor), "docx")


def test_guest_comes_where_all_three_agree(people, talking):
    guest = ask_guest(talking, "舅公", GuestAs.RELATIVE, by=people.first)
    answer_guest(talking, guest.id, True, by=people.second)
    assert [one.may_come for one in joining(find(printed(talking), people.third))] == [False]

    answer_guest(talking, guest.id, True, by=people.third)

    assert [(one.mine, one.may_come) for one in joining(find(printed(talking), people.third))] == [(True, True)]
    assert len(see_phones(talking, by=people.mediator)) == 3


def test_pages_of_three_and_of_who_has_left(people):
    sent = form(
        other_name3="史楼下", other_phone3="13700000003", place="三号楼", address="一单元", other_address="二单元"
    )
    people.third = make_resident(THIRD)
    where = browser(people.first).post("/mediation/new/", sent).headers["Location"]
    made = Mediation.objects.select_related("case").get()
    take_on(made, by=people.head)
    for one in (people.second, people.third):
        answer_invitation(made, Answer.AGREED, by=one)
    for one in (people.first, people.second, people.third):
        page = browser(one).get(where).content.decode()
        assert ("庞对门" in page) == (one != people.second)
        assert "二单元" not in page  # an address is for the mediator, on record
    leave(made, by=people.third)

    page = browser(people.third).get(where)

    assert page.status_code == 200
    assert "您已退出" in page.content.decode()
    assert "庞对门" not in page.content.decode()
    assert browser(people.third).post(f"{where}leaving/").status_code == 403
    assert made.village == VILLAGE
