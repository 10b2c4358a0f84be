"""Who lends a hand with an order, and what such a person sees: masked words while it is on offer, all of it once taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import now

from linli.cases.enums import Part, TextPart
from linli.cases.models import Case, CaseParty, CaseText
from linli.cases.queries.address import number_of
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import spec_of
from linli.cases.workflow import State
from linli.hall.models import Order
from linli.hall.order_enums import OfferedTo
from linli.people.reader import Reader
from linli.people.volunteers import Lending, lending_in, lendings_of

OPEN_TO = {OfferedTo.VOLUNTEERS: False, OfferedTo.PARTNERS: True}  # whether only to partners
SHOWN = 50
HELD = ("taken", "done")


@dataclass(frozen=True)
class Task:
    """An order as whoever may take it, or has taken it, reads it. Address and persons only while it is theirs."""

    number: str
    title: str
    place: str
    state: State
    code: str
    words: str
    address: str
    name: str
    phone: str
    taken_at: datetime | None
    due_at: datetime | None
    is_late: bool  # its next limit has passed
    needs_address: bool
    is_mine: bool
    is_invented: bool


def lending_for(order: Order, reader: Reader) -> Lending | None:
    """By what a reader without a post may take an order; None: not at all. One statement at most."""
    if order.offered_to not in OPEN_TO or reader.actor_id == order.case.reporter_id:
        return None
    return lending_in(reader, order.village, as_partner=OPEN_TO[OfferedTo(order.offered_to)])


def is_party(reader: Reader, case: Case) -> bool:
    """Whether a reader may take the order of a case, or has taken it."""
    if reader.actor_id is None or reader.is_staff:
        return False
    order = Order.objects.filter(case=case.id).first()
    if order is None:
        return False
    order.case = case
    if order.taken_at:
        return order.taker_id == reader.actor_id
    return lending_for(order, reader) is not None


def on_offer(reader: Reader) -> list[Task]:
    """What a reader may take, the oldest first. Three statements; none for whoever lends no hand."""
    lendings = lendings_of(reader)
    villages = {one.area[:12] for one in lendings}
    partnered = {one.area[:12] for one in lendings if one.organisation}
    if not villages:
        return []
    found = Order.objects.filter(village__in=villages, offered_at__isnull=False, offered_to__in=OPEN_TO)
    rows = [
        row for row in _whole(found.exclude(case__reporter=reader.actor_id)).order_by("opened_at")[:SHOWN]
        if row.offered_to != OfferedTo.PARTNERS or row.village in partnered
    ]  # fmt: skip
    return _tasks(rows, reader)


def taken_by(reader: Reader) -> list[Task]:
    """What a reader has taken, newest first. Three statements at most."""
    if reader.actor_id is None:
        return []
    return _tasks(list(_whole(Order.objects.filter(taker=reader.actor_id)).order_by("-taken_at")[:SHOWN]), reader)


def task_of(printed: str, reader: Reader) -> tuple[Order, Task] | None:
    """One order that a reader may take or has taken."""
    number = number_of(printed)
    if number is None or reader.actor_id is None:
        return None
    order = _whole(Order.objects.filter(case__number=number)).first()
    if order is None or not is_party(reader, order.case):
        return None
    if not order.taken_at and order.offered_at is None:
        return None
    [task] = _tasks([order], reader)
    return (order, task) if task.number == printed.upper() else None


def _whole(orders: QuerySet[Order]) -> QuerySet[Order]:
    return orders.select_related("case", "place", "entry")


def _tasks(rows: Sequence[Order], reader: Reader) -> list[Task]:
    """With the words of all; with address and persons of those that are the reader's now. Two statements at most."""
    if not rows:
        return []
    own = {row.case_id for row in rows if row.taker_id == reader.actor_id and row.case.state in HELD}
    texts: dict[Any, dict[str, CaseText]] = {}
    for text in CaseText.objects.filter(case__in=[row.case_id for row in rows], seq=1, erased_at__isnull=True):
        texts.setdefault(text.case_id, {})[text.part] = text
    persons = {one.case_id: one for one in CaseParty.objects.filter(case__in=own, part=Part.REPORTER)} if own else {}
    return [
        _task(row, texts.get(row.case_id, {}), persons.get(row.case_id), row.case_id in own, reader) for row in rows
    ]


def _task(row: Order, said: dict[str, CaseText], person: CaseParty | None, is_held: bool, reader: Reader) -> Task:
    def written(part: TextPart) -> str:
        text = said.get(part)
        return (text.sealed or text.body) if text else ""

    words = said.get(TextPart.WORDS)
    is_ended = row.taker_id == reader.actor_id and not is_held  # over: the words are no longer theirs to read
    masked = words.body if words and not is_ended else ""
    return Task(
        number_text(row.case.number, row.case.opened_at), row.entry.title, row.place.name,
        spec_of(row.case.procedure_id).state(row.case.state), row.case.state,
        written(TextPart.WORDS) if is_held else masked, written(TextPart.PLACE) if is_held else "",
        person.name if person else "", person.phone if person else "", row.taken_at, row.case.due_at,
        bool(row.case.is_open and row.case.next_due_at and row.case.next_due_at < now()),
        row.entry.needs_address, row.taker_id == reader.actor_id, row.is_invented,
    )  # fmt: skip
