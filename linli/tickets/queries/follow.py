"""One ticket as whoever holds it sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.people.reader import Reader
from linli.ratings.enums import Rated
from linli.ratings.queries.standing import Standing as RatingStanding
from linli.ratings.queries.standing import standing_of as rating_standing
from linli.tickets.enums import OPEN, TicketState
from linli.tickets.models import Call, Ticket
from linli.tickets.queries.lines import item_titles
from linli.tickets.queries.waiting import estimate, usual_times, waiting_at, windows_now
from linli.tickets.waits import Estimate


@dataclass(frozen=True)
class Standing:
    """How things stand with a ticket."""

    ticket: Ticket
    item: str
    wait: Estimate | None  # only while it waits
    window: int | None  # only while it is called
    called_at: datetime | None
    rating: RatingStanding | None = None  # once it was served

    @property
    def is_open(self) -> bool:
        return self.ticket.state in OPEN

    @property
    def may_be_given_up(self) -> bool:
        return self.ticket.state in (TicketState.WAITING, TicketState.PARKED)


def ticket_by_secret(secret: str) -> Ticket | None:
    """Return the ticket that a secret opens, with its place."""
    if not secret.isascii() or not secret.isalnum():
        return None
    return Ticket.objects.filter(secret=secret).select_related("place", "account").first()


def standing_of(ticket: Ticket, *, at: datetime) -> Standing:
    """Return how things stand. Six statements while it waits, two otherwise; how it was rated is the second once it was served."""
    item = item_titles(ticket.place.code).get(ticket.item_code, "")
    if ticket.state == TicketState.WAITING:
        waiting = waiting_at(ticket.place_id, at=at)
        ahead = waiting[: next((place for place, one in enumerate(waiting) if one.pk == ticket.pk), len(waiting))]
        wait = estimate(ahead, windows_now(ticket.place_id), usual_times(ticket.place_id), at=at)
        return Standing(ticket, item, wait, None, None)
    if ticket.state == TicketState.AT_WINDOW:
        call = Call.objects.filter(ticket=ticket, ended_at__isnull=True).select_related("window").first()
        if call is not None:
            return Standing(ticket, item, None, call.window.number, call.shown_at)
    if ticket.state == TicketState.DONE and ticket.ended_at:
        rated = rating_standing(Rated.VISIT, ticket.id, ticket.ended_at, at=at)
        return Standing(ticket, item, None, None, None, rated)
    return Standing(ticket, item, None, None, None)


def my_open_ticket(place_id: UUID, reader: Reader, holder: str) -> Ticket | None:
    """Return the open ticket of an account, or of a browser without one, at a place."""
    mine = Ticket.objects.filter(place=place_id, state__in=OPEN)
    if reader.actor_id is not None and not reader.is_staff:
        return mine.filter(account=reader.actor_id).first()
    return mine.filter(holder=holder).first() if holder else None
