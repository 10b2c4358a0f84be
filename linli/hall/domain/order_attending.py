"""What sits inside every deed on an order, whichever door it came by (`linli.cases.own_page`)."""

from collections.abc import Callable
from datetime import date, datetime

from django.utils.timezone import localdate

from linli.cases.domain import clock
from linli.cases.domain.deed import Deed
from linli.cases.enums import Verb
from linli.cases.models import Case, CaseUnit
from linli.common.calendar import Limit, LimitUnit
from linli.common.working_calendar import working_calendar
from linli.hall.domain.case_rating import rate_case_of
from linli.hall.models import Order
from linli.hall.order_errors import OfferedToNobody, TakenAlready
from linli.notices.domain.tell import tell
from linli.notices.recipients import account as to_account
from linli.people.models import Account
from linli.ratings.domain.forgetting import erase_rating
from linli.ratings.enums import Rated

OFFER, TAKE = "offer", "take"  # limits of the procedure
CONFIRMED_WITHIN = Limit(5, LimitUnit.WORKING_DAYS)  # local, unverified


def attend(this: Deed) -> None:
    """Called within a deed, before it is written."""
    follow = DEEDS.get(this.step.verb)
    order = Order.objects.select_for_update().filter(case=this.case).first() if follow else None
    if follow and order:
        order.case = this.case
        follow(this, order)


def _offer(this: Deed, order: Order) -> None:
    if not order.offered_to:
        raise OfferedToNobody
    order.offered_at = this.at
    order.save(update_fields=["offered_at"])
    _begin_again(this, TAKE)
    this.facts["offered_to"] = order.offered_to


def _take(this: Deed, order: Order) -> None:  # noqa: ARG001  (the shape of a follower)
    """Only the verb that names who takes it leads here; a bare word of progress takes nothing."""
    if order.taken_at is None:
        raise TakenAlready


def _take_back(this: Deed, order: Order) -> None:
    """From on offer: nobody may take it. From taken: it is on offer again, as before."""
    if this.from_state == "offered":
        _let_go(this, order)
        order.offered_to, order.offered_at, order.unit = "", None, None
        order.save()
        _settle(this, TAKE)
        _begin_again(this, OFFER)
        return
    _forget_taker(order)
    order.offered_at = this.at
    order.save()
    _begin_again(this, TAKE)


def _begin_again(this: Deed, key: str) -> None:
    """Whoever it is offered to now has the whole time (接单时限), and so has whoever offers it anew."""
    for limit in this.limits:
        if limit.key == key:
            clock.restart(limit, at=this.at)


def _settle(this: Deed, key: str) -> None:
    """Nobody can be late for what is not asked of anybody."""
    for limit in this.limits:
        if limit.key == key and limit.met_at is None:
            limit.met_at = this.at


def _done(this: Deed, order: Order) -> None:
    order.closes_on = _closing_day(this.at)
    order.save(update_fields=["closes_on"])


def _closing_day(at: datetime) -> date:
    return localdate(working_calendar().due(at, CONFIRMED_WITHIN).at)


def _not_done(this: Deed, order: Order) -> None:  # noqa: ARG001  (the shape of a follower)
    order.closes_on = None
    order.save(update_fields=["closes_on"])
    _tell_taker(order, "order.not_done")


def _end(this: Deed, order: Order) -> None:
    """Over: it is on offer no more, and does not close a second time."""
    if this.step.verb == Verb.WITHDRAW:
        _tell_taker(order, "order.withdrawn")
    _let_go(this, order)
    order.offered_at = order.closes_on = None
    order.save(update_fields=["offered_at", "closes_on"])


def _rate(this: Deed, order: Order) -> None:
    entry = order.entry
    rate_case_of(this, Rated.ORDER, entry.name, f"{order.place.code}/{entry.code}", order.place)


def _let_go(this: Deed, order: Order) -> None:
    """A unit that it was offered to, and has not taken, no longer sees it."""
    if order.unit and order.taken_at is None:
        CaseUnit.objects.filter(case=this.case, unit_id=order.unit).delete()
        this.facts["released"] = str(order.unit)


def _forget_taker(order: Order) -> None:
    order.taker = order.taken_at = None
    order.taker_name = ""


def _tell_taker(order: Order, text: str) -> None:
    """The account that has taken it; an organisation that staff named is told by them."""
    taker = Account.objects.filter(pk=order.taker_id).first() if order.taker_id else None
    if taker:
        tell(text, to=[to_account(taker)], subject_kind="order", subject_id=order.id,
             parameters={"title": order.case.title.split(" · ")[0]})  # fmt: skip


def erase(case: Case) -> None:
    """Words, address and persons are the case's; an order holds none but what was said when it was rated."""
    erase_rating(Rated.ORDER, case.id)


Follow = Callable[[Deed, Order], None]
DEEDS: dict[Verb, Follow] = {
    Verb.ACCEPT: _offer, Verb.REPORT_PROGRESS: _take, Verb.TAKE_BACK: _take_back, Verb.PROPOSE_CLOSURE: _done,
    Verb.SEND_BACK: _not_done, Verb.CLOSE: _end, Verb.REFUSE: _end, Verb.WITHDRAW: _end, Verb.RATE: _rate,
}  # fmt: skip
