"""A number goes on to another window or another matter, back to the line, or hangs on a case."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.people.reader import Reader
from linli.places.models import Window
from linli.tickets.domain.calling import call_in_hand, end_call
from linli.tickets.domain.noting import write
from linli.tickets.enums import Ending, TicketDeed, TicketState
from linli.tickets.errors import NotYourWindow, NowhereToSend
from linli.tickets.models import Call, Ticket, WindowSession
from linli.tickets.queries.lines import line_of


def transfer(
    session: WindowSession, call_id: UUID, *, by: Reader, window: Window | None = None, item_code: str = "",
    at: datetime | None = None,
) -> Ticket:  # fmt: skip
    """Send whoever is at the window to another window, or to whatever window deals with another matter.

    They keep the time since which they wait, so they are called there before all who came later.
    Raises NowhereToSend, NotYourWindow, WindowIsClosed, NobodyAtWindow, ChangedSince.
    """
    at = at or now()
    with transaction.atomic():
        call = call_in_hand(session, by, call_id)
        ticket = call.ticket
        line = line_of(call.window.place.code, item_code) if item_code else ticket.line
        if (window is None and not item_code) or line is None or (window is not None and not _may_go(window, call)):
            raise NowhereToSend
        ticket.window, ticket.line, ticket.item_code = window, line, item_code or ticket.item_code
        return end_call(call, Ending.TRANSFERRED, TicketState.WAITING, TicketDeed.TRANSFERRED, at=at, by=by)


def _may_go(window: Window, call: Call) -> bool:
    """Only to a window that is open: nobody waits before an empty one."""
    if window.place_id != call.place_id or window.pk == call.window_id:
        return False
    return WindowSession.objects.filter(window=window, closed_at__isnull=True).exists()


def put_back(session: WindowSession, call_id: UUID, *, by: Reader, at: datetime | None = None) -> Ticket:
    """Put whoever was called back where they were in the line.

    Raises NotYourWindow, WindowIsClosed, NobodyAtWindow, ChangedSince.
    """
    with transaction.atomic():
        call = call_in_hand(session, by, call_id)
        return end_call(call, Ending.RETURNED, TicketState.WAITING, TicketDeed.RETURNED, at=at or now(), by=by)


def serve_case(ticket_id: UUID, case_id: UUID, by: Reader, *, at: datetime | None = None) -> bool:
    """Hang a ticket on the case that was begun or carried on for whoever holds it; the last one counts. False: no ticket.

    By the clerk who has called it today. Raises NotYourWindow.
    """
    at = at or now()
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update().filter(pk=ticket_id).first()
        called = Call.objects.filter(ticket=ticket_id, session__clerk=by.actor_id, called_at__date=localdate(at))
        if ticket is None:
            return False
        if not (by.is_system or (by.actor_id is not None and called.exists())):
            raise NotYourWindow
        ticket.case_id = case_id
        ticket.seq += 1
        ticket.save(update_fields=["case", "seq"])
        write(ticket, TicketDeed.CASE, at=at, by=by)
    return True
