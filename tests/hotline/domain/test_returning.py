"""A wrong assignee asks to give an order back; somebody else decides."""

import pytest

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.assignment import transfer_case
from linli.cases.domain.bulk import do_bulk
from linli.cases.domain.progress import report_progress
from linli.cases.enums import BulkAction
from linli.cases.errors import Disputed, NoteNeeded, NotPossibleNow, UnitNeeded
from linli.cases.kept_refusal import said
from linli.cases.queries.bulk import Wish, foresee
from linli.hotline import errors
from linli.hotline.domain.returning import ask_return, decide_return
from linli.hotline.enums import Decision
from linli.hotline.models import ReturnRequest
from linli.notices.models import Notice
from linli.people.enums import Role
from tests.background import work_off
from tests.factories import make_staff
from tests.hotline.conftest import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(hotline, take):
    order = take(moment=at(16))
    accept_case(order.case, by=hotline.operator, at=at(16, 10))
    return order


def ask(hotline, order, moment=None, reason="不在我单位权责清单内。"):
    return ask_return(order, by=hotline.officer, reason=reason, at=moment or at(16, 15))


def test_asked_is_told_and_moved_to_another_unit(hotline, signed):
    ask(hotline, signed)
    decide_return(
        signed, Decision.MOVED, by=hotline.dispatcher, note="属绿地。", unit=hotline.gardens.id, at=at(16, 16)
    )
    work_off()

    signed.case.refresh_from_db()
    assert (signed.case.lead_unit_id, signed.case.state) == (hotline.gardens.id, "signed")
    told = set(Notice.objects.filter(topic__startswith="hotline").values_list("topic", "recipient_id"))
    assert ("hotline.return_asked", hotline.dispatcher.actor_id) in told
    assert ("hotline.return_decided", hotline.officer.actor_id) in told


def test_back_to_the_hotline(hotline, signed):
    ask(hotline, signed)

    decide_return(signed, Decision.BACK, by=hotline.operator, note="属长乐区。", at=at(16, 16))

    signed.case.refresh_from_db()
    assert (signed.case.state, ReturnRequest.objects.get().decision) == ("declined", "back")


def test_disputed_one_stays_and_is_not_returned_again(hotline, signed):
    ask(hotline, signed)
    decide_return(signed, Decision.STAYS, by=hotline.supervisor, note="三定方案写明。", at=at(16, 16))

    with pytest.raises(errors.ReturnSettled):
        ask(hotline, signed)
    signed.case.refresh_from_db()
    assert signed.case.lead_unit_id == hotline.lamps.id


def test_each_refusal(hotline, signed):
    with pytest.raises(errors.NotTheHandler):
        ask_return(signed, by=hotline.gardener, reason="不是我们的。", at=at(16, 15))
    with pytest.raises(NoteNeeded):
        ask(hotline, signed, reason=" ")
    with pytest.raises(errors.ReturnTooLate):
        ask(hotline, signed, moment=at(18))
    with pytest.raises(errors.NothingToDecide):
        decide_return(signed, Decision.STAYS, by=hotline.dispatcher, note="。")
    ask(hotline, signed)
    with pytest.raises(errors.ReturnAsked):
        ask(hotline, signed)
    with pytest.raises(errors.NotOperator):
        decide_return(signed, Decision.STAYS, by=hotline.officer, note="。")
    own = make_staff(Role.SUPERVISOR, unit=hotline.lamps)
    with pytest.raises(errors.OwnReturn):
        decide_return(signed, Decision.STAYS, by=own, note="。")
    with pytest.raises(NoteNeeded):
        decide_return(signed, Decision.STAYS, by=hotline.dispatcher, note=" ")
    with pytest.raises(UnitNeeded):
        decide_return(signed, Decision.MOVED, by=hotline.dispatcher, note="属别处。")
    assert ReturnRequest.objects.get().decided_at is None
    signed.case.state = "answered"
    signed.case.save()
    with pytest.raises(NotPossibleNow):
        ask(hotline, signed)


def test_an_ordinary_deed_ends_the_wish_too_and_one_that_leaves_it_where_it_is_does_not(hotline, take):
    orders = [take(f"FZ{number}", moment=at(16)) for number in range(3)]
    for order in orders:
        accept_case(order.case, by=hotline.operator, at=at(16, 10))
        ask(hotline, order)
    moved, refused, handled = (order.case for order in orders)

    transfer_case(moved, by=hotline.dispatcher, unit=hotline.gardens.id, note="属绿地。", at=at(16, 16))
    refuse_case(refused, by=hotline.operator, note="已在诉讼中。", ground="litigation", at=at(16, 16))
    report_progress(handled, by=hotline.officer, note="已联系。", at=at(16, 16))
    work_off()

    found = dict(ReturnRequest.objects.values_list("order__case", "decision"))
    assert found == {moved.id: "moved", refused.id: "back", handled.id: ""}
    assert ReturnRequest.objects.get(order__case=moved).decided_by == hotline.dispatcher.actor_id


def test_what_is_to_be_given_back_is_not_handed_on_among_many(hotline, signed, take):
    ask(hotline, signed)
    other = take("FZ2", moment=at(16)).case
    wishes = [Wish(case, str(case.number), hotline.gardens.id) for case in (signed.case, other)]

    seen = [one.refusal for one in foresee(wishes, BulkAction.GIVE, by=hotline.dispatcher, note="属绿地。")]
    done = do_bulk(wishes, action=BulkAction.GIVE, by=hotline.dispatcher, key="k", note="属绿地。")

    rows = [(row.case_id, said(row.refusal)) for row in done.rows.order_by("id")]
    assert (bool(seen[0]), seen[1]) == (True, "")
    assert rows == [(signed.case_id, str(Disputed())), (other.id, "")]
