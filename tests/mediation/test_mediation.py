"""From applying to the return visit: each verb, each refusal, and who may do what."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from django.utils.timezone import now as moment

from linli.bookings.domain.booking import cancel_booking, reschedule
from linli.bookings.domain.closing import close_resource_for
from linli.bookings.models import Booking
from linli.bookings.queries.slots import slots_from
from linli.cases.domain.opening import Report, open_case
from linli.cases.errors import KindUnknown, NotPossibleNow, NotYours, StaleCase
from linli.cases.models import Case, CaseText, CaseWords
from linli.mediation.domain.agreement import draw_agreement, settle, sign_agreement, talk_again
from linli.mediation.domain.application import (
    NEUTRAL,
    Person,
    answer_invitation,
    apply_for_mediation,
    leave,
    refer_on,
    take_on,
)
from linli.mediation.domain.erasure import erase_old
from linli.mediation.domain.guest import answer_guest, ask_guest
from linli.mediation.domain.look import open_by_look, see_phones
from linli.mediation.domain.mediator import accept_mediator, name_mediator, step_aside
from linli.mediation.domain.session import (
    cancel_session,
    end_without_agreement,
    follow_booking,
    plan_session,
    record_session,
)
from linli.mediation.domain.visit import record_visit, remind_of_visits
from linli.mediation.enums import AgreementForm, Answer, GuestAs, Kept, LookReason, SessionResult
from linli.mediation.errors import (
    AgreementChanged,
    GroundUnknown,
    MediatorChanged,
    MediatorConcerned,
    NoRoom,
    NotAMediator,
    NotForMediation,
    NotSignedYet,
    NotYourMediation,
    PlaceForMediation,
    SessionInPast,
    SessionOver,
    SidesNeeded,
    TellOfDispute,
    TermsNeeded,
    VisitDone,
)
from linli.mediation.models import Mediation, ReturnVisit, Session, Side
from linli.mediation.queries.mediations import find, history, joining, my_mediations, printed
from linli.notices.models import Notice
from linli.people.enums import Role
from linli.people.models import Look
from linli.people.reader import system
from tests.background import work_off
from tests.factories import OTHER_VILLAGE, VILLAGE, make_place, make_resident, make_staff
from tests.mediation.conftest import SECOND, WORDS, application, now


def slot(people, number=0):
    days = slots_from(people.room, localdate() + timedelta(days=1), 3)
    return [one for day in days for one in day.slots][number].starts_at


def state(mediation):
    return now(mediation).case.state


def topics_to(reader):
    return list(Notice.objects.filter(recipient_id=reader.actor_id).order_by("id").values_list("topic", flat=True))


def test_matter_beside_it_holds_no_word_and_no_name(people, applied):
    case = now(applied).case

    assert (case.compartment, case.title, case.reporter_id) == ("mediation", "调解", None)
    assert list(CaseText.objects.filter(case=case).values_list("body", "sealed")) == [(NEUTRAL, "")]
    assert CaseWords.objects.get(case=case).vector == ""
    assert now(applied).words == WORDS


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"danger": "violence"}, NotForMediation),
        ({"area": VILLAGE[:9]}, PlaceForMediation),
        ({"words": "  "}, TellOfDispute),
        ({"others": (Person("", SECOND),)}, SidesNeeded),
        ({"others": (Person("庞对门", "13700000001"),)}, SidesNeeded),
    ],
)
def test_application_that_is_refused_leaves_nothing(people, said, refusal):
    with pytest.raises(refusal):
        apply_for_mediation(application(people.first, **said), by=people.first)

    assert (Mediation.objects.count(), Case.objects.count()) == (0, 0)


def test_same_form_sent_twice_is_one_mediation(people):
    first, again = (apply_for_mediation(application(people.first, key="k1"), by=people.first) for _ in range(2))

    assert (first.id, Mediation.objects.count(), Side.objects.count()) == (again.id, 1, 2)


def test_no_other_door_leads_into_the_compartment(people):
    with pytest.raises(KindUnknown):
        open_case(Report(kind="T001", words="两家吵架", area=VILLAGE), by=people.first)


def test_other_side_knows_of_nothing_before_the_committee_has_looked(people, applied):
    assert find(printed(now(applied)), people.second) is None
    with pytest.raises(NotYours):
        leave(applied, by=people.second)

    take_on(applied, by=people.head)

    assert find(printed(now(applied)), people.second).side.name == "庞对门"
    assert find(printed(now(applied)), people.stranger) is None
    assert state(applied) == "invited"


@pytest.mark.parametrize("who", ["first", "second", "stranger", "mediator", "auditor", "manager"])
def test_only_the_head_takes_it_on(people, applied, who):
    with pytest.raises(NotYours):
        take_on(applied, by=getattr(people, who))


def test_head_of_another_community_does_not(people, applied):
    with pytest.raises(NotYours):
        take_on(applied, by=make_staff(Role.MEDIATION_HEAD, area=OTHER_VILLAGE))


@pytest.mark.parametrize(
    ("answer", "after"),
    [(Answer.AGREED, "choosing"), (Answer.REFUSED, "declined"), (Answer.SOMEBODY_ELSE, "declined")],
)
def test_other_side_answers_for_itself(people, applied, answer, after):
    take_on(applied, by=people.head)
    with pytest.raises(NotYourMediation):
        answer_invitation(applied, answer, by=people.first)

    answer_invitation(applied, answer, by=people.second)

    assert state(applied) == after
    assert bool(find(printed(now(applied)), people.second)) == (answer != Answer.SOMEBODY_ELSE)
    with pytest.raises((NotPossibleNow, NotYours)):
        answer_invitation(applied, Answer.AGREED, by=people.second)


def test_both_at_the_counter_need_no_invitation(people):
    both = application(people.first, is_joint=True)
    mediation = apply_for_mediation(both, by=people.manager)

    take_on(mediation, by=people.head)

    assert state(mediation) == "choosing"


def test_mediator_is_one_whom_both_accept(people, applied):
    take_on(applied, by=people.head)
    answer_invitation(applied, Answer.AGREED, by=people.second)
    name_mediator(applied, people.mediator.actor_id, by=people.head)
    number = printed(now(applied))
    proposed = find(number, people.mediator)
    assert (proposed.may_read, proposed.is_proposed) == (False, True)
    accept_mediator(applied, people.mediator.actor_id, by=people.first)
    name_mediator(applied, people.other.actor_id, by=people.second)
    assert find(number, people.mediator) is None
    with pytest.raises(MediatorChanged):
        accept_mediator(applied, people.mediator.actor_id, by=people.first)
    assert state(applied) == "choosing"

    accept_mediator(applied, people.other.actor_id, by=people.first)

    assert state(applied) == "mediating"
    assert find(number, people.other).may_read
    assert "mediation.begun" in topics_to(people.other)


def test_mediator_must_hold_the_post_and_be_neither_side(people, applied):
    take_on(applied, by=people.head)
    answer_invitation(applied, Answer.AGREED, by=people.second)
    far = make_staff(Role.MEDIATOR, area=OTHER_VILLAGE)
    for whom in (far, people.manager, people.stranger):
        with pytest.raises(NotAMediator):
            name_mediator(applied, whom.actor_id, by=people.first)
    Side.objects.filter(mediation=applied, of="second").update(account=people.mediator.actor_id)
    with pytest.raises(MediatorConcerned):
        name_mediator(applied, people.mediator.actor_id, by=people.first)
    with pytest.raises(MediatorChanged):
        accept_mediator(applied, people.other.actor_id, by=people.first)


def test_mediator_with_a_conflict_steps_aside_and_knows_nothing_more(people, begun):
    plan_session(begun, people.room, slot(people), by=people.mediator, key="s1")

    step_aside(begun, by=people.mediator)

    assert (state(begun), now(begun).mediator_id, now(begun).begun_at) == ("choosing", None, None)
    assert find(printed(now(begun)), people.mediator) is None
    assert Booking.objects.get().state == "cancelled"
    assert Side.objects.filter(mediation=begun, accepts_mediator=True).count() == 0


def test_either_side_leaves_at_any_moment(people, begun):
    session = plan_session(begun, people.room, slot(people), by=people.mediator, key="s1")

    leave(begun, by=people.second)

    assert state(begun) == "left"
    assert Session.objects.get(pk=session.pk).cancelled_at is not None
    assert "mediation.left" in topics_to(people.first)
    assert "mediation.left" not in topics_to(people.second)
    assert next(iter(history(now(begun).case))).what == "一方退出，调解结束"
    with pytest.raises(NotPossibleNow):
        leave(begun, by=people.first)


def test_stale_page_does_nothing(people, begun):
    seq = now(begun).case.seq
    ask_guest(begun, "舅公", GuestAs.RELATIVE, by=people.first)

    with pytest.raises(StaleCase):
        leave(begun, by=people.first, seq=seq)


def test_referring_on_takes_a_listed_ground_and_tells_only_who_applied(people, begun):
    with pytest.raises(GroundUnknown):
        refer_on(begun, "boring", by=people.mediator)
    with pytest.raises(NotYours):
        refer_on(begun, "violence", by=people.first)

    refer_on(begun, "violence", by=people.mediator)

    assert (state(begun), now(begun).ground) == ("referred", "violence")
    assert "mediation.referred" in topics_to(people.first)
    assert "mediation.referred" not in topics_to(people.second)
    assert "violence" not in str(list(now(begun).case.events.values_list("facts", flat=True)))


def joined(mediation, people):
    (one,) = joining(find(printed(now(mediation)), people.first))
    return one.may_come


def test_guest_comes_only_where_both_agree(people, begun):
    guest = ask_guest(begun, "舅公", GuestAs.RELATIVE, by=people.first)
    assert not joined(begun, people)
    with pytest.raises(NotYourMediation):
        answer_guest(begun, guest.id, True, by=people.mediator)
    with pytest.raises(SidesNeeded):
        ask_guest(begun, " ", GuestAs.RELATIVE, by=people.first)

    answer_guest(begun, guest.id, True, by=people.second)
    assert joined(begun, people)

    answer_guest(begun, guest.id, False, by=people.second)
    assert not joined(begun, people)


def test_session_books_the_room_without_a_word_and_tells_both(people, begun):
    starts_at = slot(people)
    first = plan_session(begun, people.room, starts_at, by=people.mediator, key="s1")
    again = plan_session(begun, people.room, starts_at, by=people.mediator, key="s1")

    booking = Booking.objects.get()
    assert (first.pk, booking.purpose, booking.account_id) == (again.pk, "", people.mediator.actor_id)
    assert [topics_to(one)[-1] for one in (people.first, people.second)] == ["mediation.session"] * 2

    record_session(first, SessionResult.GO_ON, by=people.mediator, note="下次带维修单")
    for deed in (lambda: cancel_session(first, by=people.first), lambda: record_session(first, SessionResult.GO_ON, by=people.mediator)):  # fmt: skip
        with pytest.raises(SessionOver):
            deed()


def test_session_is_refused(people, begun):
    place = make_place("far", area=OTHER_VILLAGE)
    far = type(people.room)(place=place, name="远", kind="room")
    window = type(people.room)(place=people.room.place, name="窗口", kind="window")
    for elsewhere in (far, window):
        with pytest.raises(NoRoom):
            plan_session(begun, elsewhere, slot(people), by=people.mediator, key="s1")
    with pytest.raises(SessionInPast):
        plan_session(begun, people.room, moment() - timedelta(hours=1), by=people.mediator, key="s2")
    with pytest.raises(NotYourMediation):
        plan_session(begun, people.room, slot(people), by=people.first, key="s3")
    with pytest.raises(NotYours):
        plan_session(begun, people.room, slot(people), by=people.other, key="s4")
    assert Booking.objects.count() == 0


def test_side_that_cannot_come_calls_a_session_off(people, begun):
    session = plan_session(begun, people.room, slot(people), by=people.mediator, key="s1")
    with pytest.raises(NotYourMediation):
        record_session(session, SessionResult.AGREED, by=people.first)

    cancel_session(session, by=people.second)

    assert Booking.objects.get().state == "cancelled"
    assert "mediation.session_cancelled" in topics_to(people.mediator)


def test_a_session_whose_room_is_closed_is_called_off_and_all_are_told(people, begun):
    session = plan_session(begun, people.room, slot(people), by=people.mediator, key="s1")
    another = plan_session(begun, people.room, slot(people, 1), by=people.mediator, key="s2")
    day = session.booking.starts_at

    close_resource_for(people.room, day, day + timedelta(minutes=30), by=system("test"), reason="漏水")
    work_off()

    session.refresh_from_db()
    another.refresh_from_db()
    assert (session.cancelled_at is not None, another.cancelled_at) == (True, None)
    for one in (people.first, people.second, people.mediator):
        assert "mediation.session_cancelled" in topics_to(one)
    assert follow_booking(session.booking_id) is None  # told twice


def test_a_session_goes_with_the_room_that_its_mediator_moves_or_gives_back(people, begun):
    session = plan_session(begun, people.room, slot(people), by=people.mediator, key="s1")

    reschedule(session.booking, slot(people, 1), by=people.mediator)
    work_off()
    session.refresh_from_db()
    assert (session.starts_at, session.cancelled_at) == (slot(people, 1), None)
    for one in (people.first, people.second):
        assert "mediation.session_moved" in topics_to(one)
    assert follow_booking(session.booking_id) is None  # told twice

    cancel_booking(Booking.objects.get(), by=people.mediator)
    work_off()
    session.refresh_from_db()
    assert session.cancelled_at is not None
    assert "mediation.session_cancelled" in topics_to(people.first)


def drawn_by(people, begun, **words):
    said = {"facts": "楼上水管渗漏。", "terms": "庞对门三十日内修好水管。"} | words
    return draw_agreement(begun, AgreementForm.WRITTEN, by=people.mediator, **said)


def test_agreement_counts_once_all_three_have_signed_this_wording(people, begun):
    with pytest.raises(TermsNeeded):
        drawn_by(people, begun, terms=" ")
    with pytest.raises(NotYours):
        draw_agreement(begun, AgreementForm.WRITTEN, facts="", terms="x", by=people.first)
    drawn_by(people, begun)
    sign_agreement(begun, 1, by=people.first)
    with pytest.raises(NotSignedYet):
        settle(begun, 1, by=people.mediator)
    talk_again(begun, by=people.second)
    again = drawn_by(people, begun, terms="庞对门二十日内修好水管。")
    assert (again.version, Side.objects.filter(signed_at__isnull=False).count()) == (2, 0)
    with pytest.raises(AgreementChanged):
        sign_agreement(begun, 1, by=people.first)
    with pytest.raises(NotYourMediation):
        sign_agreement(begun, 2, by=people.mediator)

    sign_agreement(begun, 2, by=people.first, whose=frozenset({"second"}))  # a side signs for itself, whatever it sends
    assert Side.objects.get(of="second").signed_at is None
    sign_agreement(begun, 2, by=people.mediator, whose=frozenset({"mediator"}))
    assert state(begun) == "drawn"
    sign_agreement(begun, 2, by=people.second)

    assert (state(begun), now(begun).is_settled) == ("settled", True)
    due = list(ReturnVisit.objects.order_by("due_on").values_list("due_on", flat=True))
    assert due == [localdate() + timedelta(days=30), localdate() + timedelta(days=90)]
    assert topics_to(people.second)[-1] == "mediation.settled"


def test_ending_without_an_agreement(people, begun):
    drawn_by(people, begun)
    with pytest.raises(NotYourMediation):
        end_without_agreement(begun, by=people.mediator)
    talk_again(begun, by=people.mediator)

    end_without_agreement(begun, by=people.mediator)

    assert state(begun) == "unsettled"


def test_return_visit_is_told_once_and_recorded_once(people, begun):
    drawn_by(people, begun)
    sign_agreement(begun, 1, by=people.mediator, whose=frozenset({"first", "second", "mediator"}))
    day = localdate() + timedelta(days=30)
    assert [remind_of_visits(on=day), remind_of_visits(on=day)] == [1, 0]
    visit = ReturnVisit.objects.get(due_on=day)
    for who in (people.other, people.head, people.first):
        with pytest.raises(NotYourMediation):
            record_visit(visit, Kept.KEPT, by=who)

    record_visit(visit, Kept.KEPT, by=people.mediator, note="已修好")

    with pytest.raises(VisitDone):
        record_visit(visit, Kept.BROKEN, by=people.mediator)


def test_look_is_on_record_for_both_sides_and_lasts_half_an_hour(people, begun):
    for who in (people.first, people.mediator, people.manager, people.stranger):
        with pytest.raises(NotYourMediation):
            open_by_look(begun, LookReason.AUDIT, by=who)
    number = printed(begun)
    assert not find(number, people.auditor).may_read

    open_by_look(begun, LookReason.AUDIT, by=people.auditor)

    assert find(number, people.auditor).may_read
    looks = Look.objects.filter(actor_id=people.auditor.actor_id)
    assert set(looks.values_list("reason", "person_id")) == {
        ("调解：审计", people.first.actor_id), ("调解：审计", people.second.actor_id),
    }  # fmt: skip
    for who in (people.auditor, people.other):
        with pytest.raises(NotYourMediation):
            see_phones(begun, by=who)
    assert see_phones(begun, by=people.mediator)[1] == SECOND


def test_head_who_is_a_side_is_only_that(people):
    private = make_resident("+8613700000009")
    mediation = apply_for_mediation(application(private), by=private)
    Side.objects.filter(mediation=mediation, of="first").update(account=people.head.actor_id)

    assert not find(printed(now(mediation)), people.head).is_looking
    with pytest.raises(NotYourMediation):
        open_by_look(mediation, LookReason.NAME, by=people.head)
    with pytest.raises(NotYours):
        take_on(mediation, by=people.head)


def test_words_go_when_their_time_is_over(people, begun):
    leave(begun, by=people.first)
    assert erase_old(after_days=1) == 0

    assert [erase_old(after_days=1, at=moment() + timedelta(days=2)) for _ in range(2)] == [1, 0]

    gone = now(begun)
    assert (gone.words, gone.said, gone.erased_at is None) == ("", "", False)
    assert set(Side.objects.filter(mediation=begun).values_list("account", "phone_index")) == {(None, None)}
    assert my_mediations(people.first) == []
