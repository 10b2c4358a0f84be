"""What is written of a ticket and of a window with every deed, and who is told."""

from datetime import datetime

from linli.common.domain.inserting import insert
from linli.notices.domain.tell import tell
from linli.notices.recipients import account
from linli.people.reader import Reader
from linli.places.models import Window
from linli.tickets.enums import OPEN, TicketDeed, TicketState, WindowDeed
from linli.tickets.models import Ticket, TicketEvent, WindowEvent, WindowSession


def move(
    ticket: Ticket, state: TicketState, deed: TicketDeed, *, at: datetime, by: Reader, window: Window | None = None
) -> None:
    """Bring a locked ticket into a state, with what else was set on it, and write the event."""
    ticket.state, ticket.seq = state, ticket.seq + 1
    ticket.ended_at = None if state in OPEN else at
    ticket.save(
        update_fields=[
            "state", "seq", "ended_at", "turn_at", "first_from", "window", "misses", "item_code", "line", "case",
        ]
    )  # fmt: skip
    write(ticket, deed, at=at, by=by, window=window)


def write(ticket: Ticket, deed: TicketDeed, *, at: datetime, by: Reader, window: Window | None = None) -> None:
    event = TicketEvent(
        ticket=ticket, seq=ticket.seq, at=at, deed=deed, state=ticket.state, window=window, item_code=ticket.item_code,
        by=by.label,
    )  # fmt: skip
    insert(event)


def write_window(session: WindowSession, deed: WindowDeed, *, at: datetime, reason: str = "") -> None:
    """Write the event of a locked session, and what else was set on it."""
    session.seq += 1
    session.save(update_fields=["seq", "paused_at", "pause", "closed_at"])
    WindowEvent.objects.create(session=session, seq=session.seq, at=at, deed=deed, reason=reason)


def tell_holder(topic: str, ticket: Ticket, *, place: str, window: int | None = None) -> None:
    """Tell whoever took the ticket, if they have an account."""
    if ticket.account_id is None:
        return
    told = {"number": ticket.printed, "place": place} | ({"window": window} if window else {})
    tell(
        f"tickets.{topic}",
        to=[account(ticket.account_id)],
        subject_kind="ticket",
        subject_id=ticket.id,
        parameters=told,
    )
