"""What becomes of the appointment that a ticket came by."""

from datetime import datetime

from linli.bookings.domain.receiving import note_done, note_no_show
from linli.common.errors import Refusal
from linli.people.reader import Reader, system
from linli.tickets.models import Ticket


def note_served(ticket: Ticket, *, at: datetime, by: Reader, has_come: bool) -> None:
    """Say to the booking that whoever came to it has been served, or was there and had gone when called.

    What the booking does not allow any more, because the centre has changed it meanwhile, does not stop the window.
    """
    if ticket.booking is None:
        return
    reader = by if by.is_staff else system("tickets")
    try:
        if has_come:
            note_done(ticket.booking, by=reader, at=at)
        else:
            note_no_show(ticket.booking, by=reader, had_come=True, at=at)
    except Refusal:
        return
