"""The end of the day: what is left is closed and told, windows that nobody closed are closed."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, localtime, make_naive, now

from linli.common.setting import value_of
from linli.people.reader import Reader, system
from linli.places.models import Place
from linli.places.opening import Opening
from linli.places.queries.hours import openings
from linli.tickets.domain.calling import end_call
from linli.tickets.domain.noting import move, tell_holder, write_window
from linli.tickets.enums import OPEN, Ending, TicketDeed, TicketState, WindowDeed
from linli.tickets.models import Call, Queue, Ticket, WindowSession

LONGEST = timedelta(hours=12)  # where a place never closes, a number is good for half a day


def close_days(*, at: datetime | None = None) -> int:
    """Close what is left at places whose day is over; return how many tickets. Harmless when run twice.

    Over is a day when the place is shut, opens no more on it, and has been shut for as long as the county has set: whoever
    is at a window then is served to the end, but not longer than to midnight.
    """
    at = at or now()
    busy = set(Ticket.objects.filter(state__in=OPEN).values_list("place_id", flat=True))
    busy |= set(WindowSession.objects.filter(closed_at__isnull=True).values_list("place_id", flat=True))
    hours, closed = openings(busy), 0
    for place in Place.objects.filter(id__in=busy).order_by("id"):
        closed += _close_place(place, hours.get(place.id), at)
    return closed


def _close_place(place: Place, opening: Opening | None, at: datetime) -> int:
    by, today = system("tickets.close"), localdate(at)
    is_shut, is_over = _stands(opening, at)
    left = Ticket.objects.filter(place=place, state__in=OPEN)
    due = left.filter(taken_at__lt=at - LONGEST)
    if is_shut:
        due = due | left.filter(on__lt=today)
    if is_over:
        due = due | left.exclude(state=TicketState.AT_WINDOW)
    count = sum(_close(number, place.name, at, by) for number in due.order_by("id").values_list("id", flat=True))
    sessions = WindowSession.objects.filter(place=place, closed_at__isnull=True).order_by("id")
    if is_shut:
        for session in sessions:
            if is_over or localdate(session.opened_at) < today:
                _close_window(session, at)
    if is_over:
        Queue.objects.filter(place=place).update(run=0)
    return count


def _stands(opening: Opening | None, at: datetime) -> tuple[bool, bool]:
    """Whether a place has been shut for as long as is set, and whether it opens no more on this day."""
    if opening is None:
        return True, True
    here = make_naive(localtime(at))
    before = here - timedelta(minutes=value_of("tickets.grace_after_close"))
    if opening.is_open(here) or opening.is_open(before):
        return False, False
    minutes = here.hour * 60 + here.minute
    return True, all(opens <= minutes for opens, _closes in opening.on(here.date()).spans)


def _close(number: UUID, place: str, at: datetime, by: Reader) -> int:
    with transaction.atomic():
        ticket = Ticket.objects.select_for_update().get(pk=number)
        if ticket.state not in OPEN:
            return 0
        call = Call.objects.filter(ticket=ticket, ended_at__isnull=True).select_related("window").first()
        if call is not None:
            call.ticket = ticket
            end_call(call, Ending.CLOSED, TicketState.CLOSED, TicketDeed.CLOSED, at=at, by=by)
        else:
            move(ticket, TicketState.CLOSED, TicketDeed.CLOSED, at=at, by=by)
        tell_holder("closed", ticket, place=place)
    return 1


def _close_window(session: WindowSession, at: datetime) -> None:
    with transaction.atomic():
        locked = WindowSession.objects.select_for_update().get(pk=session.pk)
        is_serving = Call.objects.filter(window=locked.window_id, ended_at__isnull=True).exists()
        if locked.closed_at is None and not is_serving:
            locked.paused_at, locked.pause, locked.closed_at = None, "", at
            write_window(locked, WindowDeed.CLOSED, at=at)
