"""Who stands at a window now: what the seam to catalogue and application asks, and what the console shows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linli.bookings.models import Booking
from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.cases.queries.visible import visible_to
from linli.people.identity import mask_name
from linli.people.reader import Reader
from linli.places.counter import CounterVisit
from linli.tickets.enums import TicketState
from linli.tickets.models import Call, Ticket, WindowSession
from linli.tickets.queries.lines import item_titles

PRIOR = 5


def counter_visit(ticket_id: UUID, reader: Reader) -> CounterVisit | None:
    """Return who stands, or was parked, at the window of a reader with a ticket; None otherwise. One statement.

    Somebody who is parked counts: what was begun for them is written on while they fetch something.
    """
    calls = Call.objects.filter(
        Q(ended_at__isnull=True) | Q(ticket__state=TicketState.PARKED), ticket=ticket_id, session__clerk=reader.actor_id
    )
    call = calls.select_related("ticket__place").order_by("-called_at").first()
    if call is None or reader.actor_id is None:
        return None
    ticket = call.ticket
    return CounterVisit(ticket.id, ticket.printed, ticket.place.code, ticket.account_id, ticket.item_code)


@dataclass(frozen=True)
class PriorCase:
    """A matter of whoever stands here that the clerk may read anyway."""

    number: str
    title: str
    opened_at: datetime
    is_open: bool


@dataclass(frozen=True)
class Visitor:
    """What the console says of whoever is at the window."""

    call: Call
    ticket: Ticket
    item: str
    name: str  # masked; "" for somebody whom only the ticket names
    booking: Booking | None
    case: PriorCase | None
    prior: list[PriorCase]


def visitor_at(session: WindowSession, reader: Reader) -> Visitor | None:
    """Return who is at the window of a session; None where nobody is. Four statements at most."""
    call = (
        Call.objects.filter(window=session.window_id, ended_at__isnull=True)
        .select_related("ticket__account", "ticket__booking", "ticket__case", "ticket__place")
        .first()
    )
    if call is None:
        return None
    ticket = call.ticket
    readable = visible_to(reader)
    case = readable.filter(id=ticket.case_id).first() if ticket.case_id else None
    return Visitor(
        call=call, ticket=ticket, item=item_titles(ticket.place.code).get(ticket.item_code, ""),
        name=mask_name(ticket.account.name) if ticket.account else "", booking=ticket.booking,
        case=_line(case) if case else None, prior=_prior(ticket, reader),
    )  # fmt: skip


def _prior(ticket: Ticket, reader: Reader) -> list[PriorCase]:
    """Never what somebody said in confidence, nor who complains of the reader's own unit."""
    if ticket.account_id is None:
        return []
    own_units = [post.unit_id for post in reader.posts]
    theirs = visible_to(reader).filter(reporter=ticket.account_id, is_confidential=False)
    rows = theirs.exclude(about_unit__in=own_units).exclude(id=ticket.case_id) if ticket.case_id else theirs.exclude(
        about_unit__in=own_units
    )  # fmt: skip
    return [_line(case) for case in rows.order_by("-opened_at", "-id")[:PRIOR]]


def _line(case: Case) -> PriorCase:
    return PriorCase(number_text(case.number, case.opened_at), case.title, case.opened_at, case.is_open)


def parked_at(place_id: UUID) -> list[Ticket]:
    """Return who is parked at a place, the longest first. One statement."""
    return list(Ticket.objects.filter(place=place_id, state=TicketState.PARKED).order_by("turn_at", "id"))


def appointments_today(place_id: UUID, at: datetime) -> list[tuple[Booking, str]]:
    """Return who has booked a window of a place today and has not come yet, with their masked names. One statement."""
    from django.utils.timezone import localdate

    from linli.bookings.enums import BookingState, ResourceKind
    from linli.bookings.queries.bookings import calendar_of

    rows = calendar_of(place_id, localdate(at), 1)
    due = [one for one in rows if one.resource.kind == ResourceKind.WINDOW and one.state == BookingState.BOOKED]
    return [(one, mask_name(one.account.name) if one.account else "") for one in due]
