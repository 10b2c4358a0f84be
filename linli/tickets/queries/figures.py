"""How long people waited and were served, recounted from the events; a day that is over for good is written down once.

Of a ticket: its times belong to the day of its number. Of a window: each second belongs to the day on which it passes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import get_current_timezone, localdate

from linli.tickets.enums import TicketState
from linli.tickets.models import DayFigure, Ticket, TicketEvent, WindowDay, WindowEvent
from linli.tickets.spans import Event, Span, by_day, seconds_of, ticket_spans, window_spans

MOST_DAYS = 31
PAGE = 50  # numbers of a list
NO_TIME = timedelta(0)


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
    """Numbers of one day, of one matter, or all. Times are added up exactly: of whoever was served."""

    key: str
    taken: int = 0
    done: int = 0
    missed: int = 0
    left: int = 0  # given up, or closed at the end of the day
    waited: timedelta = NO_TIME
    longest: timedelta = NO_TIME
    served: timedelta = NO_TIME

    def __add__(self, other: "Line") -> "Line":
        return Line(
            self.key, self.taken + other.taken, self.done + other.done, self.missed + other.missed, self.left + other.left,
            self.waited + other.waited, max(self.longest, other.longest), self.served + other.served,
        )  # fmt: skip

    @property
    def mean_wait(self) -> float | None:
        return self.waited.total_seconds() / self.done if self.done else None

    @property
    def longest_wait(self) -> float | None:
        return self.longest.total_seconds() if self.done else None

    @property
    def mean_service(self) -> float | None:
        return self.served.total_seconds() / self.done if self.done else None


@dataclass(frozen=True)
class WindowLine:
    """One window on some days. Each second is of the day on which it passed."""

    number: str
    services: int = 0  # that began on these days
    serving_time: timedelta = NO_TIME
    open_time: timedelta = NO_TIME
    paused_time: timedelta = NO_TIME

    def __add__(self, other: "WindowLine") -> "WindowLine":
        return WindowLine(
            self.number, self.services + other.services, self.serving_time + other.serving_time,
            self.open_time + other.open_time, self.paused_time + other.paused_time,
        )  # fmt: skip

    @property
    def serving(self) -> float:
        return self.serving_time.total_seconds()

    @property
    def open(self) -> float:
        return self.open_time.total_seconds()

    @property
    def paused(self) -> float:
        return self.paused_time.total_seconds()


@dataclass(frozen=True)
class Figures:
    """What a place did on some days."""

    first: date
    last: date
    whole: Line
    days: list[Line]
    items: list[Line]
    windows: list[WindowLine]


@dataclass
class Sheet:
    """What is counted of some days: a line for each day and matter, and for each day and window."""

    lines: dict[tuple[date, str], Line] = field(default_factory=dict)
    windows: dict[tuple[date, str], WindowLine] = field(default_factory=dict)


def figures_of(place_id: UUID, first: date, last: date, *, at: datetime) -> Figures:
    """Add up some days of a place, at most 31: those that are kept, and the others recounted. Five statements, three for today."""
    sheet = kept_days(place_id, first, last) if first < localdate(at) else Sheet()
    kept = {day for day, _key in (*sheet.lines, *sheet.windows)}
    others = [day for day in days_between(first, last) if day not in kept]
    if others:
        fresh = recounted(place_id, others, at=at)
        sheet.lines |= fresh.lines
        sheet.windows |= fresh.windows
    days = _summed(Line, ((str(day), line) for (day, _item), line in sheet.lines.items()))
    items = _summed(Line, ((item, line) for (_day, item), line in sheet.lines.items()))
    windows = _summed(WindowLine, ((number, line) for (_day, number), line in sheet.windows.items()))
    return Figures(
        first=first, last=last, whole=sum(days.values(), Line("")), days=[days[key] for key in sorted(days)],
        items=[items[key] for key in sorted(items)],
        windows=[windows[number] for number in sorted(windows, key=lambda text: (len(text), text))],
    )  # fmt: skip


def _summed[Part: (Line, WindowLine)](kind: type[Part], parts: Iterable[tuple[str, Part]]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for key, part in parts:
        found[key] = found.get(key, kind(key)) + part
    return found


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def kept_days(place_id: UUID, first: date, last: date) -> Sheet:
    """What was written down of days on which nothing can change any more. Two statements."""
    sheet = Sheet()
    for row in DayFigure.objects.filter(place=place_id, on__range=(first, last)):
        sheet.lines[row.on, row.item_code] = Line(
            row.item_code, row.taken, row.done, row.missed, row.left,
            *(timedelta(microseconds=number) for number in (row.waited, row.longest, row.served)),
        )  # fmt: skip
    for day in WindowDay.objects.filter(place=place_id, on__range=(first, last)):
        sheet.windows[day.on, day.number] = WindowLine(
            day.number,
            day.services,
            *(timedelta(microseconds=number) for number in (day.serving, day.open, day.paused)),
        )
    return sheet


def recounted(place_id: UUID, days: Sequence[date], *, at: datetime) -> Sheet:
    """Recount some days from what happened on them. Three statements."""
    wanted, sheet = frozenset(days), Sheet()
    # What was begun the day before and went over midnight counts for the windows.
    asked = wanted | {day - timedelta(days=1) for day in days}
    tickets = Ticket.objects.filter(place=place_id, on__in=asked)
    told = _told_with(tickets, Q(ticket__place=place_id, ticket__on__in=asked), at)
    for row in told:
        if row.ticket.on in wanted:
            key = row.ticket.on, row.ticket.item_code
            sheet.lines[key] = sheet.lines.get(key, Line(key[1])) + _line_of(row)
    for day, line in _window_parts(place_id, told, days, at=at):
        if day in wanted:
            sheet.windows[day, line.number] = sheet.windows.get((day, line.number), WindowLine(line.number)) + line
    return sheet


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """Days that follow each other, put together."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and found[-1][1] == day - timedelta(days=1):
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


def _line_of(row: Told) -> Line:
    state, times = row.ticket.state, (timedelta(seconds=row.waited), timedelta(seconds=row.served))
    waited, served = times if row.is_served else (NO_TIME, NO_TIME)
    return Line(
        row.ticket.item_code, 1, int(row.is_served), int(state == TicketState.MISSED),
        int(state in (TicketState.GIVEN_UP, TicketState.CLOSED)), waited, waited, served,
    )  # fmt: skip


def told_of(place_id: UUID, first: date, last: date, *, at: datetime) -> list[Told]:
    """Return the tickets of some days with their times, in the order of taking. Two statements."""
    tickets = Ticket.objects.filter(place=place_id, on__range=(first, last)).order_by("taken_at", "id")
    return _told_with(tickets, Q(ticket__place=place_id, ticket__on__range=(first, last)), at)


@dataclass(frozen=True)
class ToldPage:
    """Some of the very numbers that a figure counts. `count`: of all; `more`: where the next page begins, 0 at the end."""

    rows: list[Told]
    count: int
    more: int


def told_page(
    place_id: UUID, first: date, last: date, *, states: Sequence[str] = (), item: str | None = None, begin: int = 0,
    at: datetime, size: int = PAGE,
) -> ToldPage:  # fmt: skip
    """Return a page of the tickets of some days in the order of taking. Three statements."""
    found = Ticket.objects.filter(place=place_id, on__range=(first, last))
    if states:
        found = found.filter(state__in=states)
    if item is not None:
        found = found.filter(item_code=item)
    count, tickets = found.count(), list(found.order_by("taken_at", "id")[begin : begin + size])
    rows = _told_with(tickets, Q(ticket__in=[ticket.pk for ticket in tickets]), at)
    return ToldPage(rows, count, begin + size if begin + size < count else 0)


def _told_with(tickets: Iterable[Ticket], theirs: Q, at: datetime) -> list[Told]:
    events: dict[UUID, list[Event]] = {}
    rows = TicketEvent.objects.filter(theirs).order_by("seq")
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


def _window_parts(
    place_id: UUID, told: Iterable[Told], days: Sequence[date], *, at: datetime
) -> Iterator[tuple[date, WindowLine]]:
    """What each window did, day by day, in pieces."""
    zone = get_current_timezone()
    for span in (span for row in told for span in row.spans if span.is_serving):
        yield localdate(span.starts_at), WindowLine(span.window, services=1)
        for piece in by_day([span], zone):
            yield localdate(piece.starts_at), WindowLine(piece.window, serving_time=_length(piece))
    for session in _sessions(place_id, days):
        for piece in by_day(window_spans(session, until=at), zone):
            length = _length(piece)
            is_open = piece.state == "open"
            line = (
                WindowLine(piece.window, open_time=length) if is_open else WindowLine(piece.window, paused_time=length)
            )
            yield localdate(piece.starts_at), line


def _length(span: Span) -> timedelta:
    return span.ends_at - span.starts_at


def _sessions(place_id: UUID, days: Sequence[date]) -> list[list[Event]]:
    """The events of each session that was open on some days, or begun the day before. One statement."""
    zone, opened = get_current_timezone(), Q(pk__in=())
    for first, last in _runs(days):
        begins, ends = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
        opened |= Q(session__opened_at__range=(begins - timedelta(days=1), ends))
    rows = WindowEvent.objects.filter(opened, session__place=place_id).order_by("session_id", "seq")
    found: dict[UUID, list[Event]] = {}
    for session, when, deed, number in rows.values_list("session_id", "at", "deed", "session__window__number"):
        found.setdefault(session, []).append(Event(when, deed, window=str(number)))
    return list(found.values())
