"""Calling at a window. The session is locked first, then the ticket at the window, then the line of the place, always:
deeds of one window come one after the other, and the rule of turns counts for all windows together."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import now

from linli.common.errors import ChangedSince
from linli.common.setting import value_of
from linli.people.reader import Reader
from linli.tickets.domain.booking import note_served
from linli.tickets.domain.noting import move, tell_holder, write
from linli.tickets.domain.window import lock_session, refuse_when_paused, refuse_when_serving
from linli.tickets.enums import Ending, TicketDeed, TicketState
from linli.tickets.errors import CalledAlready, NobodyAtWindow, NotPossibleForTicket, NotRecalled
from linli.tickets.models import Call, Queue, Ticket, WindowSession
from linli.tickets.turns import run_after, takes_preferred

UNIQUE_VIOLATION = "23505"


def call_next(session: WindowSession, *, by: Reader, after: UUID | None, at: datetime | None = None) -> Call | None:
    """Finish whoever is at the window and call the next; None where nobody waits.

    `after` is the call that the clerk saw (None: nobody). Where another one stands at the window by now, because the key was
    pressed twice or in another tab, that one is returned and nothing is done. Raises NotYourWindow, WindowIsClosed,
    WindowIsPaused, CalledAlready.
    """
    at = at or now()
    with transaction.atomic():
        locked = lock_session(session, by)
        here = open_call(locked)
        if (here.pk if here else None) != after:
            return here
        refuse_when_paused(locked)
        if here is not None:
            end_call(here, Ending.FINISHED, TicketState.DONE, TicketDeed.FINISHED, at=at, by=by)
        ticket = _choose(locked, at)
        return call_to(locked, ticket, at=at, by=by) if ticket else None


def _choose(session: WindowSession, at: datetime) -> Ticket | None:
    """The ticket whose turn it is, locked; one that somebody else has in hand is passed over, not waited for."""
    queue, _ = Queue.objects.get_or_create(place_id=session.place_id)
    queue = Queue.objects.select_for_update().get(pk=queue.pk)
    waiting = Ticket.objects.filter(place_id=session.place_id, state=TicketState.WAITING)
    waiting = waiting.filter(Q(window__isnull=True) | Q(window=session.window))
    if session.lines:
        waiting = waiting.filter(Q(line__in=list(session.lines)) | Q(window=session.window))
    in_line = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("turn_at", "id")
    first = in_line.filter(first_from__lte=at).first()
    other = in_line.filter(Q(first_from__isnull=True) | Q(first_from__gt=at)).first()
    heads = first.turn_at if first else None, other.turn_at if other else None
    is_preferred = takes_preferred(*heads, queue.run, value_of("tickets.most_passed"))
    run = run_after(*heads, queue.run, is_preferred=is_preferred)
    if run != queue.run:
        Queue.objects.filter(pk=queue.pk).update(run=run)
    return first if is_preferred else other


def call_to(session: WindowSession, ticket: Ticket, *, at: datetime, by: Reader) -> Call:
    """Call a locked ticket to a locked window. Raises CalledAlready."""
    call = Call(
        place_id=session.place_id, ticket=ticket, session=session, window=session.window, item_code=ticket.item_code,
        called_at=at, shown_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            call.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNIQUE_VIOLATION:
            raise
        raise CalledAlready from error
    ticket.window = None
    move(ticket, TicketState.AT_WINDOW, TicketDeed.CALLED, at=at, by=by, window=session.window)
    tell_holder("called", ticket, place=session.window.place.name, window=session.window.number)
    return call


def open_call(session: WindowSession) -> Call | None:
    """Return the call that stands at a locked window, its ticket locked."""
    standing = Call.objects.filter(window=session.window, ended_at__isnull=True)
    seen = standing.values_list("ticket_id", flat=True).first()
    if seen is None:
        return None
    ticket = Ticket.objects.select_for_update().get(pk=seen)
    call = standing.filter(ticket=ticket).first()  # asked again: the night may have ended it before the lock was ours
    if call is not None:
        call.ticket, call.window, call.session = ticket, session.window, session
    return call


def call_in_hand(session: WindowSession, by: Reader, call_id: UUID) -> Call:
    """Return the call that a clerk saw at the window, locked. Raises NobodyAtWindow, ChangedSince."""
    locked = lock_session(session, by)
    call = open_call(locked)
    if call is None:
        raise NobodyAtWindow
    if call.pk != call_id:
        raise ChangedSince
    return call


def end_call(call: Call, ending: Ending, state: TicketState, deed: TicketDeed, *, at: datetime, by: Reader) -> Ticket:
    """End a locked call and bring its ticket into the state after it."""
    call.ended_at, call.ending = at, ending
    call.save(update_fields=["ended_at", "ending"])
    move(call.ticket, state, deed, at=at, by=by, window=call.window)
    if state in (TicketState.DONE, TicketState.MISSED):
        note_served(call.ticket, at=at, by=by, has_come=state == TicketState.DONE)
    if state == TicketState.DONE:
        tell_holder("served", call.ticket, place=call.window.place.name)
    return call.ticket


def finish(session: WindowSession, call_id: UUID, *, by: Reader, at: datetime | None = None) -> Ticket:
    """Whoever is at the window is served. Raises NotYourWindow, WindowIsClosed, NobodyAtWindow, ChangedSince."""
    with transaction.atomic():
        call = call_in_hand(session, by, call_id)
        return end_call(call, Ending.FINISHED, TicketState.DONE, TicketDeed.FINISHED, at=at or now(), by=by)


def recall(session: WindowSession, call_id: UUID, *, by: Reader, at: datetime | None = None) -> Call:
    """Call the same number again. Raises NotYourWindow, WindowIsClosed, NobodyAtWindow, ChangedSince."""
    at = at or now()
    with transaction.atomic():
        call = call_in_hand(session, by, call_id)
        call.times, call.shown_at = call.times + 1, at
        call.save(update_fields=["times", "shown_at"])
        call.ticket.seq += 1
        call.ticket.save(update_fields=["seq"])
        write(call.ticket, TicketDeed.RECALLED, at=at, by=by, window=call.window)
    return call


def note_missed(session: WindowSession, call_id: UUID, *, by: Reader, at: datetime | None = None) -> Ticket:
    """Nobody came: the first time the number goes back behind some others, the second time it has passed.

    Raises NotRecalled, NotYourWindow, WindowIsClosed, NobodyAtWindow, ChangedSince.
    """
    at = at or now()
    with transaction.atomic():
        call = call_in_hand(session, by, call_id)
        if call.times <= value_of("tickets.recalls"):
            raise NotRecalled(number=call.ticket.printed)
        ticket = call.ticket
        ticket.misses += 1
        if ticket.misses > 1:
            return end_call(call, Ending.MISSED, TicketState.MISSED, TicketDeed.MISSED, at=at, by=by)
        ticket.turn_at, ticket.first_from = _behind(ticket, value_of("tickets.back_after"), at), None
        return end_call(call, Ending.MISSED, TicketState.WAITING, TicketDeed.MISSED, at=at, by=by)


def _behind(ticket: Ticket, others: int, at: datetime) -> datetime:
    """The moment that puts a ticket behind so many of those who wait; where fewer do, behind all of them."""
    if not others:
        return ticket.turn_at
    waiting = Ticket.objects.filter(place_id=ticket.place_id, state=TicketState.WAITING).order_by("turn_at", "id")
    moments = list(waiting.values_list("turn_at", flat=True)[:others])
    return moments[-1] + timedelta(microseconds=1) if len(moments) == others else max([at, *moments])


def park(session: WindowSession, call_id: UUID, *, by: Reader, at: datetime | None = None) -> Ticket:
    """Put whoever is at the window aside, while they fetch or fill in something.

    Raises NotYourWindow, WindowIsClosed, NobodyAtWindow, ChangedSince.
    """
    with transaction.atomic():
        call = call_in_hand(session, by, call_id)
        return end_call(call, Ending.PARKED, TicketState.PARKED, TicketDeed.PARKED, at=at or now(), by=by)


def resume(session: WindowSession, ticket: Ticket, *, by: Reader, at: datetime | None = None) -> Call:
    """Call a parked number to one's window at once, wherever it was parked in the place.

    Raises NotYourWindow, WindowIsClosed, WindowIsPaused, StillServing, NotPossibleForTicket.
    """
    at = at or now()
    with transaction.atomic():
        locked = lock_session(session, by)
        refuse_when_paused(locked)
        refuse_when_serving(locked)
        parked = Ticket.objects.select_for_update().get(pk=ticket.pk)
        if parked.place_id != locked.place_id or parked.state != TicketState.PARKED:
            raise NotPossibleForTicket(state=parked.get_state_display())
        return call_to(locked, parked, at=at, by=by)
