"""Order from a menu (点单), and its way: offered, taken, handed back, done. The case's deeds are done in the same breath."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import join_unit
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.deed import NOTHING_SENT, Sent, deed, lock
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.domain.progress import report_progress
from linli.cases.enums import Outcome, Source, Verb
from linli.cases.errors import UnitNeeded
from linli.cases.rules import is_reporter
from linli.hall.models import MenuEntry, Order
from linli.hall.order_enums import KIND, OfferedTo
from linli.hall.order_errors import (
    EntryNotOffered,
    NotYourOrder,
    OrderAddressNeeded,
    OwnOrder,
    TakenAlready,
    TakerNeeded,
)
from linli.hall.order_rules import may_order_for_others
from linli.hall.queries.menu import entry_of
from linli.hall.queries.taking import lending_for
from linli.people.models import Account
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader
from linli.people.scan import scan
from linli.places.queries.directory import place_map

MOST_NAME = 100


@dataclass(frozen=True)
class Ordering:
    """What is ordered. `words`: what is needed; `suits`: when; `account` is the resident's, where there is one."""

    place: str
    entry: str
    words: str
    person: Person
    suits: str = ""
    address: str = ""
    account: Account | None = None
    key: str | None = None
    is_invented: bool = False


@dataclass(frozen=True)
class Ordered:
    """An order just placed; `secret` is told once to whoever has no account; `is_new` is false for a repeated key."""

    order: Order
    secret: str = ""
    is_new: bool = True


def place_order(ordering: Ordering, *, by: Reader, at: datetime | None = None) -> Ordered:
    """Open a case for an order from the menu. The same key gives the same order.

    Raises EntryNotOffered, OrderAddressNeeded, NotYourOrder, and what `open_case` raises.
    """
    moment, place = at or now(), place_map().get(ordering.place)
    entry = entry_of(place.id, ordering.entry) if place and place.closed_on is None else None
    if place is None or entry is None:
        raise EntryNotOffered
    if by.is_staff or by.is_system:
        if not may_order_for_others(by, place.area):
            raise NotYourOrder
    elif by.actor_id is None or ordering.account is None or ordering.account.id != by.actor_id:
        raise NotYourOrder
    if entry.needs_address and not ordering.address.strip():
        raise OrderAddressNeeded
    with transaction.atomic():
        opened = open_case(_report(ordering, entry, place.area, by), by=by, at=moment)
        if not opened.is_new:
            return Ordered(Order.objects.get(case=opened.case), is_new=False)
        order = Order.objects.create(
            case=opened.case, entry=entry, place_id=place.id, town=place.area[:9], village=place.area[:12],
            opened_at=opened.case.opened_at, is_invented=ordering.is_invented,
        )  # fmt: skip
    return Ordered(order, opened.secret)


def _report(ordering: Ordering, entry: MenuEntry, area: str, by: Reader) -> Report:
    words = ordering.words.strip()
    if words and ordering.suits.strip():
        words = f"{words}\n方便的时间：{ordering.suits.strip()}"
    return Report(
        kind=KIND, words=words, place=ordering.address, area=area, title=entry.name,
        limits={"done": f"{entry.days} working_days", "take": f"{entry.take_days} working_days"}, source=Source.WINDOW if by.is_staff else Source.PORTAL,
        reporter=ordering.person, account=ordering.account, key=ordering.key, is_public=False, on_own_page=True,
        is_invented=ordering.is_invented, extra_facts={"entry": entry.code},
    )  # fmt: skip


def offer_order(
    order: Order, to: OfferedTo, *, by: Reader, unit: UUID | None = None, note: str = "", at: datetime | None = None,
    sent: Sent = NOTHING_SENT,
) -> Order:  # fmt: skip
    """Offer it to somebody (派单): staff, volunteers, partners, or a unit, which is asked to help. Raises UnitNeeded."""
    if to == OfferedTo.UNIT and unit is None:
        raise UnitNeeded
    with transaction.atomic():
        held = _held(order)
        if to == OfferedTo.UNIT and unit != held.case.lead_unit_id:
            join_unit(held.case, by=by, unit=unit, at=at)
        held.offered_to, held.unit = to, unit if to == OfferedTo.UNIT else None
        held.save(update_fields=["offered_to", "unit"])
        accept_case(held.case, by=by, note=note, at=at, sent=sent)
    return _fresh(held)


def withdraw_offer(order: Order, *, by: Reader, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Order:
    """Nobody may take it any more; it is offered anew, or declined."""
    with transaction.atomic():
        held = _held(order)
        if held.case.state != "offered":
            raise TakenAlready
        with deed(held.case, Verb.TAKE_BACK, by=by, at=at, sent=sent):
            pass
    return _fresh(held)


def take_order(
    order: Order, *, by: Reader, for_whom: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Order:
    """Take it (接单), freely; exactly one does. Staff take it for themselves, or `for_whom`: an organisation they speak for.

    Raises TakenAlready, OwnOrder, NotYourOrder, TakerNeeded.
    """
    with transaction.atomic():
        held = _held(order)
        if held.offered_at is None:
            raise TakenAlready
        if is_reporter(by, held.case):
            raise OwnOrder
        held.taken_at = at or now()
        _name_taker(held, by, for_whom)
        held.offered_at = None
        held.save(update_fields=["offered_at", "taken_at", "taker", "taker_name"])
        report_progress(held.case, by=by, note="", at=held.taken_at, sent=sent)
    return _fresh(held)


def _name_taker(held: Order, by: Reader, for_whom: str) -> None:
    """Who has taken it: a partner by its name, a person by the account, staff by the unit of the post."""
    if not by.is_staff:
        lending = lending_for(held, by)
        if lending is None:
            raise NotYourOrder
        held.taker_id, held.taker_name = by.actor_id, lending.organisation[:MOST_NAME]
        return
    said = scan(for_whom.strip()).masked[:MOST_NAME]
    own = next((post.unit_name for post in by.posts if post.unit_id in (held.unit, held.case.lead_unit_id)), "")
    if not said and held.offered_to in (OfferedTo.VOLUNTEERS, OfferedTo.PARTNERS):
        raise TakerNeeded
    held.taker_name = said or own or unit_name(held.unit)[:MOST_NAME] or held.place.name


def hand_back(order: Order, *, by: Reader, reason: str, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Order:
    """Give it back (退单), with the reason, which staff read: it is on offer again."""
    with transaction.atomic():
        held = _held(order)
        if held.case.state == "offered":
            raise NotYourOrder
        with deed(held.case, Verb.TAKE_BACK, by=by, at=at, note=reason, sent=sent, for_reporter=False):
            pass
    return _fresh(held)


def say_done(order: Order, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Order:
    """Say that it is done and what was done; the resident confirms, or it closes by itself."""
    propose_closure(order.case, by=by, note=note, at=at, sent=sent)
    return _fresh(order)


def confirm_order(order: Order, *, by: Reader, note: str = "", at: datetime | None = None) -> Order:
    """Confirm that it is done: the resident, staff on their word, or Linli when nobody answered."""
    close_case(order.case, by=by, outcome=Outcome.RESOLVED, note=note, at=at)
    return _fresh(order)


def _held(order: Order) -> Order:
    """The order with its case, both locked, the case first: so does every deed, and none waits for another crosswise."""
    case = lock(order.case_id)
    held = Order.objects.select_for_update(of=("self",)).select_related("place").get(pk=order.pk)
    held.case = case
    return held


def _fresh(order: Order) -> Order:
    return Order.objects.select_related("case", "place", "entry").get(pk=order.pk)
