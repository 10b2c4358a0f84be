"""What the display of a place shows to everybody: numbers and windows, never a name and never what for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from linli.places.models import Place
from linli.tickets.enums import Ending, PauseReason, TicketState
from linli.tickets.models import Call, Ticket, WindowSession

SHOWN, SHOWN_FOR = 7, timedelta(minutes=30)
CODE_MINUTES = 10
GONE = (Ending.TRANSFERRED, Ending.RETURNED)  # these wait again: their old call must not be followed


@dataclass(frozen=True)
class Called:
    """One call as it is shown."""

    mark: str  # changes with every call of the same number, so that the page knows a new one
    number: str
    window: int
    at: datetime
    is_now: bool  # still called to that window


@dataclass(frozen=True)
class OpenWindow:
    """A window that is open, and why it is paused."""

    number: int
    pause: str


@dataclass(frozen=True)
class Display:
    """What stands on the display."""

    called: list[Called]
    waiting: int
    windows: list[OpenWindow]

    @property
    def newest(self) -> Called | None:
        return self.called[0] if self.called and self.called[0].is_now else None

    @property
    def before(self) -> list[Called]:
        return self.called[1:] if self.newest else self.called


def display_of(place: Place, *, at: datetime) -> Display:
    """Three statements."""
    calls = Call.objects.filter(place=place, shown_at__gt=at - SHOWN_FOR).exclude(ending__in=GONE)
    rows = calls.select_related("ticket", "window").order_by("-shown_at", "-id")[:SHOWN]
    called = [
        Called(
            f"{call.pk.hex}-{call.times}", call.ticket.printed, call.window.number, call.shown_at, call.ended_at is None
        )
        for call in rows
    ]
    called.sort(key=lambda one: not one.is_now)
    sessions = WindowSession.objects.filter(place=place, closed_at__isnull=True).select_related("window")
    windows = [
        OpenWindow(session.window.number, str(PauseReason(session.pause).label) if session.paused_at else "")
        for session in sessions.order_by("window__number")
    ]
    return Display(called, Ticket.objects.filter(place=place, state=TicketState.WAITING).count(), windows)


def presence_code(place: Place, *, at: datetime, before: int = 0) -> str:
    """Return the four digits that stand on the display of a place now; `before` so many changes ago."""
    turn = int(at.timestamp()) // (CODE_MINUTES * 60) - before
    drawn = salted_hmac("linli.tickets.presence", f"{place.pk}:{turn}", algorithm="sha256").hexdigest()
    return f"{int(drawn[:12], 16) % 10_000:04}"


def is_presence_code(place: Place, said: str, *, at: datetime) -> bool:
    """Whether somebody has read the display now, or shortly before it changed."""
    return said.strip() in (presence_code(place, at=at), presence_code(place, at=at, before=1))
