"""How long people waited and were served, recounted from the events: nothing is summed up beforehand.

Of a ticket: its times belong to the day of its number. Of a window: each second belongs to the day on which it passes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import get_current_timezone

from linli.tickets.enums import TicketState
from linli.tickets.models import Ticket, TicketEvent, WindowEvent
from linli.tickets.spans import Event, Span, by_day, seconds_of, ticket_spans, window_spans

MOST_DAYS = 31


@dataclass(frozen=True)
class Told:
    """One ticket with its times. Seconds."""

    ticket: Ticket
    waited: float
    parked: float
    served: float
    windows: tuple[str, ...]  # where it was served, in order
    spans: tuple[Span, ...]

    @property
    def is_served(self) -> bool:
        return self.ticket.state == TicketState.DONE


@dataclass(frozen=True)
class Line:
    """Numbers of one day, of one matter, or all."""

    key: str
    rows: tuple[Told, ...]

    def count(self, state: str) -> int:
        return sum(row.ticket.state == state for row in self.rows)

    @property
    def taken(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> int:
        return self.count(TicketState.DONE)

    @property
    def missed(self) -> int:
        return self.count(TicketState.MISSED)

    @property
    def left(self) -> int:
        """Given up, or closed at the end of the day."""
        return self.count(TicketState.GIVEN_UP) + self.count(TicketState.CLOSED)

    @property
    def mean_wait(self) -> float | None:
        return _mean([row.waited for row in self.rows if row.is_served])

    @property
    def longest_wait(self) -> float | None:
        return max((row.waited for row in self.rows if row.is_served), default=None)

    @property
    def mean_service(self) -> float | None:
        return _mean([row.served for row in self.rows if row.is_served])


@dataclass(frozen=True)
class WindowLine:
    """One window on some days. Seconds, each of the day on which it passed."""

    number: str
    services: int  # that began on these days
    serving: float
    open: float
    paused: float


@dataclass(frozen=True)
class Figures:
    """What a place did on some days."""

    first: date
    last: date
    whole: Line
    days: list[Line]
    items: list[Line]
    windows: list[WindowLine]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def figures_of(place_id: UUID, first: date, last: date, *, at: datetime) -> Figures:
    """Recount some days of a place, at most 31. Three statements."""
    told = told_of(place_id, first - timedelta(days=1), last, at=at)
    here = [row for row in told if row.ticket.on >= first]
    days = sorted({row.ticket.on for row in here})
    items = sorted({row.ticket.item_code for row in here})
    return Figures(
        first=first, last=last, whole=Line("", tuple(here)),
        days=[Line(str(day), tuple(row for row in here if row.ticket.on == day)) for day in days],
        items=[Line(item, tuple(row for row in here if row.ticket.item_code == item)) for item in items],
        windows=_windows(place_id, told, first, last, at=at),
    )  # fmt: skip


def told_of(place_id: UUID, first: date, last: date, *, at: datetime) -> list[Told]:
    """Return the tickets of some days with their times, in the order of taking. Two statements."""
    tickets = Ticket.objects.filter(place=place_id, on__range=(first, last)).order_by("taken_at", "id")
    events: dict[UUID, list[Event]] = {}
    rows = TicketEvent.objects.filter(ticket__place=place_id, ticket__on__range=(first, last)).order_by("seq")
    for ticket, when, deed, state, window, item in rows.values_list(
        "ticket_id", "at", "deed", "state", "window__number", "item_code"
    ):
        events.setdefault(ticket, []).append(Event(when, deed, state, str(window or ""), item))
    return [_told(ticket, ticket_spans(events.get(ticket.pk, ()), until=at)) for ticket in tickets]


def _told(ticket: Ticket, spans: list[Span]) -> Told:
    serving = [span for span in spans if span.is_serving]
    return Told(
        ticket=ticket, waited=seconds_of(spans, TicketState.WAITING), parked=seconds_of(spans, TicketState.PARKED),
        served=sum(span.seconds for span in serving), windows=tuple(dict.fromkeys(span.window for span in serving)),
        spans=tuple(spans),
    )  # fmt: skip


def _windows(place_id: UUID, told: Iterable[Told], first: date, last: date, *, at: datetime) -> list[WindowLine]:
    zone = get_current_timezone()
    begins, ends = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    found: dict[str, dict[str, Any]] = {}

    def add(number: str, name: str, amount: float) -> None:
        line = found.setdefault(number, {"services": 0, "serving": 0.0, "open": 0.0, "paused": 0.0})
        line[name] += amount

    for span in (span for row in told for span in row.spans if span.is_serving):
        if begins <= span.starts_at < ends:
            add(span.window, "services", 1)
        for piece in by_day([span], zone):
            if begins <= piece.starts_at < ends:
                add(span.window, "serving", piece.seconds)
    for session in _sessions(place_id, begins, ends):
        for piece in by_day(window_spans(session, until=at), zone):
            if begins <= piece.starts_at < ends:
                add(piece.window, piece.state, piece.seconds)
    return [WindowLine(number, **found[number]) for number in sorted(found, key=lambda text: (len(text), text))]


def _sessions(place_id: UUID, begins: datetime, ends: datetime) -> list[list[Event]]:
    """The events of each session that was open in a time. One statement."""
    rows = WindowEvent.objects.filter(
        session__place=place_id, session__opened_at__range=(begins - timedelta(days=1), ends)
    ).order_by("session_id", "seq")
    found: dict[UUID, list[Event]] = {}
    for session, when, deed, number in rows.values_list("session_id", "at", "deed", "session__window__number"):
        found.setdefault(session, []).append(Event(when, deed, window=str(number)))
    return list(found.values())
