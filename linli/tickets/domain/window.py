"""A window is opened, paused, opened again and closed by the clerk who sits there."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now

from linli.people.reader import Reader
from linli.places.models import Window
from linli.tickets.domain.noting import write_window
from linli.tickets.enums import PauseReason, TicketState, WindowDeed
from linli.tickets.errors import HasWindow, NotYourWindow, StillServing, WindowIsClosed, WindowIsPaused, WindowTaken
from linli.tickets.models import Call, Ticket, WindowSession
from linli.tickets.rules import may_serve

UNIQUE_VIOLATION = "23505"


def open_window(window: Window, *, by: Reader, lines: Iterable[str] = (), at: datetime | None = None) -> WindowSession:
    """Open a window for oneself; opened again by the same clerk, it is the same. `lines`: the letters it serves, none for all.

    Raises NotYourWindow, WindowTaken, HasWindow, WindowIsClosed (for good).
    """
    at = at or now()
    if by.actor_id is None or not may_serve(by, window.place.area):
        raise NotYourWindow
    if window.closed_on is not None and window.closed_on <= localdate(at):
        raise WindowIsClosed
    if mine := _refuse_second(window, by):
        return mine
    session = WindowSession(
        place_id=window.place_id, window=window, clerk_id=by.actor_id, opened_at=at,
        lines="".join(sorted({letter for letter in lines if len(letter) == 1 and letter.isascii() and letter.isupper()})),
    )  # fmt: skip
    try:
        with transaction.atomic():
            session.save(force_insert=True)
            write_window(session, WindowDeed.OPENED, at=at)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNIQUE_VIOLATION:
            raise
        if mine := _refuse_second(window, by):
            return mine
        raise
    return session


def _refuse_second(window: Window, by: Reader) -> WindowSession | None:
    """Return the session if this clerk has this window open already; raises HasWindow, WindowTaken."""
    mine = WindowSession.objects.filter(clerk=by.actor_id, closed_at__isnull=True).first()
    if mine is not None and mine.window_id != window.pk:
        raise HasWindow
    if mine is None and WindowSession.objects.filter(window=window, closed_at__isnull=True).exists():
        raise WindowTaken
    return mine


def lock_session(session: WindowSession, by: Reader) -> WindowSession:
    """Return the session, locked, with its window and place. Raises NotYourWindow, WindowIsClosed."""
    found = WindowSession.objects.select_for_update(of=("self",)).select_related("window__place")
    locked = found.get(pk=session.pk)
    if not by.is_system and (locked.clerk_id != by.actor_id or not may_serve(by, locked.window.place.area)):
        raise NotYourWindow
    if locked.closed_at is not None:
        raise WindowIsClosed
    return locked


def refuse_when_serving(session: WindowSession) -> None:
    call = Call.objects.filter(window=session.window, ended_at__isnull=True).select_related("ticket").first()
    if call is not None:
        raise StillServing(number=call.ticket.printed)


def pause_window(
    session: WindowSession, *, by: Reader, reason: PauseReason, at: datetime | None = None
) -> WindowSession:
    """Pause a window, with the reason that those who wait read. Raises NotYourWindow, WindowIsClosed, StillServing."""
    at = at or now()
    with transaction.atomic():
        locked = lock_session(session, by)
        if locked.paused_at is None:
            refuse_when_serving(locked)
            locked.paused_at, locked.pause = at, reason
            write_window(locked, WindowDeed.PAUSED, at=at, reason=reason)
    return locked


def resume_window(session: WindowSession, *, by: Reader, at: datetime | None = None) -> WindowSession:
    """Go on at a paused window. Raises NotYourWindow, WindowIsClosed."""
    with transaction.atomic():
        locked = lock_session(session, by)
        if locked.paused_at is not None:
            locked.paused_at, locked.pause = None, ""
            write_window(locked, WindowDeed.RESUMED, at=at or now())
    return locked


def close_window(session: WindowSession, *, by: Reader, at: datetime | None = None) -> WindowSession:
    """Close a window. Raises NotYourWindow, WindowIsClosed, StillServing."""
    at = at or now()
    with transaction.atomic():
        locked = lock_session(session, by)
        refuse_when_serving(locked)
        locked.paused_at, locked.pause, locked.closed_at = None, "", at
        write_window(locked, WindowDeed.CLOSED, at=at)
        # Who was sent to this window waits for any other now.
        Ticket.objects.filter(window=locked.window_id, state=TicketState.WAITING).update(window=None)
    return locked


def refuse_when_paused(session: WindowSession) -> None:
    if session.paused_at is not None:
        raise WindowIsPaused
