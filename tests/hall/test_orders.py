"""An order from the menu to the rating: offered, taken by exactly one, handed back, done, closed by itself; each refusal."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.closure import send_back, withdraw_case
from linli.cases.domain.progress import report_progress
from linli.cases.domain.rating import rate_case
from linli.cases.errors import NotPossibleNow, NotYours
from linli.cases.models import Case, CaseLimit, CaseText, CaseUnit
from linli.cases.queries.detail import case_page
from linli.common.errors import Refusal
from linli.grid.enums import VoluntaryKind
from linli.hall.domain import order as way
from linli.hall.domain.menu import withdraw_entry
from linli.hall.domain.order_closing import close_unanswered
from linli.hall.models import Order
from linli.hall.order_enums import OfferedTo
from linli.hall.queries.taking import on_offer, taken_by
from linli.notices.models import Notice
from linli.people.volunteers import lendings_of
from linli.ratings.enums import Grade
from linli.ratings.models import Rating
from tests.background import work_off
from tests.factories import OTHER_VILLAGE, make_resident
from tests.hall.conftest import refused
from tests.hall.order_world import ADDRESS, WORDS, make_helper, make_menu

pytestmark = pytest.mark.django_db


@pytest.fixture
def menu():
    return make_menu()


def state_of(order):
    return Case.objects.values_list("state", flat=True).get(pk=order.case_id)


def test_an_order_goes_from_the_menu_to_the_rating(menu):
    helper = make_helper()
    order = menu.order()
    case = order.case
    assert (case.state, case.title.split(" · ")[0], case.is_public) == ("ordered", "上门理发", False)
    assert CaseLimit.objects.get(case=case, key="done").amount == 3

    order = way.offer_order(order, OfferedTo.VOLUNTEERS, by=menu.clerk)
    order = way.take_order(order, by=helper)
    assert (order.taker_id, order.taker_name, order.offered_at) == (helper.actor_id, "", None)
    order = way.say_done(order, by=helper, note="剪好了")
    assert order.closes_on is not None
    order = way.confirm_order(order, by=menu.resident)
    rate_case(order.case, by=menu.resident, grade=Grade.SATISFIED)

    closed = Case.objects.get(pk=case.id)
    assert (closed.state, closed.is_on_time, closed.rating) == ("closed", True, Grade.SATISFIED)
    assert Order.objects.get().closes_on is None
    work_off()
    assert Notice.objects.filter(recipient_id=menu.resident.actor_id).count() >= 4
    assert not Notice.objects.filter(recipient_id=helper.actor_id).exists()
    told = {moment.who for moment in case_page(case.id, menu.resident).timeline}
    assert "您" in told or "You" in told
    assert case_page(case.id, menu.resident).timeline[-3].who not in ("您", "You")


def test_what_is_needed_is_masked_until_taken_and_the_address_hidden(menu):
    helper, other = make_helper(), make_helper()
    order = menu.offered()

    [task] = on_offer(helper)
    assert ("13800138000" in task.words, task.address, task.name, task.phone) == (False, "", "", "")
    order = way.take_order(order, by=helper)
    [mine] = taken_by(helper)
    assert (WORDS in mine.words, mine.address, mine.name, mine.phone) == (True, ADDRESS, "林小燕", "+8613900000001")
    assert (on_offer(helper), on_offer(other), taken_by(other)) == ([], [], [])
    order = way.confirm_order(way.say_done(order, by=helper, note="好了"), by=menu.resident)
    [past] = taken_by(helper)
    assert (past.words, past.address, past.name) == ("", "", "")
    assert CaseText.objects.filter(case=order.case_id, part="place").exists()


def test_exactly_those_may_take_it_to_whom_it_is_offered(menu):
    rider, member = make_helper(), make_helper(VoluntaryKind.PARTY_MEMBER)
    partner = make_helper(VoluntaryKind.MERCHANT, organisation="榕树理发店")
    far = make_helper(grid=f"{OTHER_VILLAGE}001")
    order = menu.offered(OfferedTo.PARTNERS)

    for stranger in (rider, member, far, menu.stranger, menu.other_manager):
        assert on_offer(stranger) == []
        with pytest.raises(Refusal):
            way.take_order(order, by=stranger)
    assert way.take_order(order, by=partner).taker_name == "榕树理发店"
    # Of a party member nothing is told but that there is somebody who lends a hand.
    assert [one.organisation for one in lendings_of(member)] == [""]
    assert way.take_order(menu.offered(), by=member).taker_name == ""
    with refused("not_your_order"):
        way.take_order(menu.offered(), by=far)


def test_nobody_takes_their_own_order(menu):
    helper = make_helper()
    order = way.offer_order(menu.order(account=helper.account, by=helper), OfferedTo.VOLUNTEERS, by=menu.manager)
    assert on_offer(helper) == []
    with refused("own_order"):
        way.take_order(order, by=helper)


def test_staff_take_it_for_an_organisation_or_for_their_own_office(menu):
    order = menu.offered()
    with refused("taker_needed"):
        way.take_order(order, by=menu.clerk)
    assert way.take_order(order, by=menu.clerk, for_whom="红马甲服务队").taker_name == "红马甲服务队"
    assert way.take_order(menu.offered(OfferedTo.STAFF), by=menu.manager).taker_name != ""


def test_a_unit_that_it_is_offered_to_sees_it_takes_it_and_sees_it_no_more_once_withdrawn(menu):
    unit = menu.officer.posts[0].unit_id
    with refused("unit_needed"):
        way.offer_order(menu.order(), OfferedTo.UNIT, by=menu.manager)
    order = menu.offered(OfferedTo.UNIT, unit=unit)
    assert case_page(order.case_id, menu.officer) is not None

    order = way.withdraw_offer(order, by=menu.manager)
    assert (state_of(order), order.offered_to, order.offered_at) == ("ordered", "", None)
    assert not CaseUnit.objects.filter(case=order.case_id).exists()
    assert case_page(order.case_id, menu.officer) is None

    order = way.offer_order(order, OfferedTo.UNIT, by=menu.manager, unit=unit)
    order = way.take_order(order, by=menu.officer)
    assert order.taker_name == "理发服务站"
    with pytest.raises(NotPossibleNow):
        way.say_done(way.say_done(order, by=menu.officer, note="好了"), by=menu.officer, note="好了")


def test_handed_back_with_a_reason_that_only_staff_read_and_on_offer_again(menu):
    helper, other = make_helper(), make_helper()
    order = way.take_order(menu.offered(), by=helper)

    with pytest.raises(NotYours):
        way.hand_back(order, by=other, reason="替他退")
    with refused("note_needed"):
        way.hand_back(order, by=helper, reason=" ")
    order = way.hand_back(order, by=helper, reason="家里有事")

    assert (state_of(order), order.taker_id, order.offered_to) == ("offered", None, OfferedTo.VOLUNTEERS)
    said = [text.body for moment in case_page(order.case_id, menu.resident).timeline for text in moment.words]
    assert "家里有事" not in said
    assert len(on_offer(other)) == 1
    with refused("not_your_order"):
        way.hand_back(order, by=helper, reason="再退")
    assert way.take_order(order, by=other).taker_id == other.actor_id


def test_not_done_goes_back_and_the_taker_is_told_as_of_a_withdrawal(menu):
    helper = make_helper()
    order = way.say_done(way.take_order(menu.offered(), by=helper), by=helper, note="好了")

    send_back(order.case, by=menu.resident, note="左边没剪")
    order = Order.objects.get()
    assert (state_of(order), order.closes_on, order.taker_id) == ("taken", None, helper.actor_id)
    withdraw_case(order.case, by=menu.resident)
    work_off()

    topics = Notice.objects.filter(recipient_id=helper.actor_id).values_list("topic", flat=True)
    assert set(topics) == {"order.not_done", "order.withdrawn"}
    assert taken_by(helper)[0].address == ""


def test_what_nobody_answers_closes_by_itself_after_its_day(menu):
    helper = make_helper()
    way.say_done(way.take_order(menu.offered(), by=helper), by=helper, note="好了")

    assert close_unanswered() == 0
    assert close_unanswered(at=now() + timedelta(days=30)) == 1
    assert close_unanswered(at=now() + timedelta(days=30)) == 0
    assert Case.objects.get().state == "closed"


def test_what_cannot_be_ordered_is_refused_and_a_second_click_is_the_same(menu):
    first, second = menu.order(key="k"), menu.order(key="k")
    assert (first.id, Order.objects.count()) == (second.id, 1)
    with refused("order_address_needed"):
        menu.order(address=" ")
    with refused("words_needed"):
        menu.order(words="  ")
    with refused("entry_not_offered"):
        menu.order(entry="m9")
    with refused("entry_not_offered"):
        menu.order(place="nowhere")
    with refused("not_your_order"):
        menu.order(by=menu.stranger)
    with refused("not_your_order"):
        menu.order(by=menu.other_manager)
    assert menu.order(by=menu.clerk, account=None).case.source == "window"
    withdraw_entry(menu.place, "m1", reason="停办", by=menu.manager)
    with refused("entry_not_offered"):
        menu.order()


def test_other_doors_keep_the_same_rules(menu):
    """The interface and the desk's own deeds take nothing and offer nothing to nobody."""
    order = menu.order()
    with refused("offered_to_nobody"):
        accept_case(order.case, by=menu.manager)
    order = way.offer_order(order, OfferedTo.VOLUNTEERS, by=menu.manager)
    with refused("taken_already"):
        report_progress(order.case, by=menu.manager, note="")
    for stranger in (menu.stranger, menu.other_manager, make_helper()):
        with pytest.raises(NotYours):
            refuse_case(order.case, by=stranger, note="不办")
    refuse_case(order.case, by=menu.manager, note="师傅都出差了")
    order = Order.objects.get()
    assert (state_of(order), order.offered_at) == ("declined", None)
    with refused("taken_already"):
        way.take_order(order, by=make_helper())
    with refused("taken_already"):
        way.withdraw_offer(order, by=menu.manager)


def test_a_stranger_lends_no_hand(menu):
    assert lendings_of(make_resident()) == []
    assert on_offer(menu.stranger) == []


def test_an_offer_is_taken_within_its_days_and_begins_anew_when_handed_back(menu):
    helper, order = make_helper(), menu.order()
    CaseLimit.objects.get(case=order.case, key="offer")
    begin = now() - timedelta(days=9)
    take = lambda: CaseLimit.objects.get(case=order.case, key="take")  # noqa: E731

    order = way.offer_order(order, OfferedTo.VOLUNTEERS, by=menu.clerk, at=begin)
    assert (take().amount, take().unit, take().met_at) == (1, "working_days", None)
    first_due = take().due_at
    order = way.withdraw_offer(order, by=menu.clerk, at=begin + timedelta(minutes=5))
    assert take().met_at is not None  # nobody is late for what is asked of nobody
    assert CaseLimit.objects.get(case=order.case, key="offer").met_at is None
    order = way.offer_order(order, OfferedTo.VOLUNTEERS, by=menu.clerk, at=begin + timedelta(days=2))
    assert take().met_at is None
    order = way.take_order(order, by=helper)
    assert take().met_at is not None
    order = way.hand_back(order, by=helper, reason="临时有事")

    assert take().met_at is None
    assert take().due_at > max(now(), first_due)
    assert Case.objects.get(pk=order.case_id).next_due_at is not None


def test_an_order_is_rated_in_the_one_table_without_those_who_did_it_seeing_it(menu):
    helper, order = make_helper(), menu.order()
    order = way.offer_order(order, OfferedTo.VOLUNTEERS, by=menu.clerk)
    order = way.confirm_order(
        way.say_done(way.take_order(order, by=helper), by=helper, note="剪好了"), by=menu.resident
    )
    rate_case(order.case, by=menu.resident, grade=Grade.DISSATISFIED, note="没剪好")

    made = Rating.objects.get()
    assert (made.kind, made.subject_id, made.title, made.note) == ("order", order.case_id, "上门理发", "没剪好")
    assert set(made.served_by) == {str(menu.clerk.actor_id), str(helper.actor_id)}
    assert made.rater_id == menu.resident.actor_id
    assert made.follow_up.answered_at is None
