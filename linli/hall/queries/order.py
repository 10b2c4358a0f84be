"""One order as its reader may see it: the case, whom it is offered to, who has taken it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.timezone import now

from linli.cases.enums import Part, TextPart, Verb
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.detail import CasePage, case_page
from linli.cases.queries.listing import number_text
from linli.cases.rules import is_reporter, possible_deeds
from linli.hall.models import Order
from linli.people.identity import mask_name
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader


@dataclass(frozen=True)
class OrderPage:
    """Everything that the pages of an order show."""

    order: Order
    page: CasePage
    reader: Reader

    @property
    def case(self) -> Case:
        return self.page.case

    @property
    def number(self) -> str:
        return self.page.number

    @property
    def title(self) -> str:
        return self.order.entry.title

    @property
    def is_late(self) -> bool:
        """Whether its next limit has passed."""
        due = self.case.next_due_at
        return self.case.is_open and due is not None and due < now()

    @property
    def is_mine(self) -> bool:
        return is_reporter(self.reader, self.case)

    @cached_property
    def verbs(self) -> frozenset[Verb]:
        """What this reader may do now."""
        found = possible_deeds(self.reader, self.case, self.page.spec, self.page.co_unit_ids)
        return frozenset(step.verb for step in found)

    @property
    def words(self) -> str:
        """As they were said; masked where they name somebody, but for whoever ordered."""
        text = next((one for one in self.page.texts if one.seq == 1 and one.part == TextPart.WORDS), None)
        if text is None:
            return ""
        return (text.sealed or text.body) if self.is_mine else text.body

    @property
    def address(self) -> str:
        text = next((one for one in self.page.texts if one.part == TextPart.PLACE), None)
        if text is None:
            return ""
        return (text.sealed or text.body) if self.is_mine else text.body

    @property
    def ordered_by(self) -> str:
        person = next((one for one in self.page.parties if one.part == Part.REPORTER), None)
        return mask_name(person.name) if person else ""

    @property
    def offered_to(self) -> str:
        """In words, with the unit's name."""
        return unit_name(self.order.unit) or self.order.get_offered_to_display() if self.order.offered_to else ""

    @property
    def taken_by(self) -> str:
        """The organisation; of a person the masked name, so that whoever opens the door knows who is to come."""
        if self.order.taker_name:
            return self.order.taker_name
        return mask_name(self.order.taker.name) if self.order.taker else ""


def order_page(printed: str, reader: Reader) -> OrderPage | None:
    """The order of a case number; None where there is none that this reader may read. Two statements."""
    number = number_of(printed)
    if number is None:
        return None
    order = Order.objects.select_related("entry", "place", "taker").filter(case__number=number).first()
    page = case_page(order.case_id, reader) if order else None
    if order is None or page is None or page.is_followed or page.number != printed.upper():
        return None
    return OrderPage(order, page, reader)


def order_path(case: Case, for_staff: bool) -> str:
    """Where an order stands, for staff or for residents."""
    number = number_text(case.number, case.opened_at)
    return f"/desk/orders/{number}/" if for_staff else f"/me/orders/{number}/"
