"""From events to time: how long somebody waited, stood at a window, was parked; how long a window was open. Pure.

A span that goes over midnight belongs to both days, to each with its own seconds; the parts add up to the whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo

from linli.tickets.enums import OPEN, TicketDeed, TicketState, WindowDeed


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to one ticket or window, and what state it was in from then on."""

    at: datetime
    deed: str
    state: str = ""
    window: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A time in one state. `end` is the deed that ended it; "" while it lasts."""

    state: str
    starts_at: datetime
    ends_at: datetime
    window: str = ""
    item: str = ""
    end: str = ""

    @property
    def seconds(self) -> float:
        return (self.ends_at - self.starts_at).total_seconds()

    @property
    def is_serving(self) -> bool:
        """At a window, and somebody was there: a call that nobody came to, or that the night ended, is none."""
        vain = (TicketDeed.MISSED, TicketDeed.CLOSED)
        return self.state == TicketState.AT_WINDOW and self.end not in vain


def ticket_spans(events: Sequence[Event], *, until: datetime) -> list[Span]:
    """Return the spans of one ticket, in order; what still lasts runs to `until`. Events that change no state end none."""
    found: list[Span] = []
    for event in events:
        if found and found[-1].end == "" and (event.state != found[-1].state or event.deed == TicketDeed.TRANSFERRED):
            found[-1] = replace(found[-1], ends_at=event.at, end=event.deed)
        is_new = not found or found[-1].end != ""
        if is_new and event.state in OPEN:
            found.append(Span(event.state, event.at, until, event.window, event.item))
    return [span for span in found if span.ends_at >= span.starts_at]


def window_spans(events: Sequence[Event], *, until: datetime) -> list[Span]:
    """Return the spans "open" and "paused" of one session of a window."""
    found: list[Span] = []
    for event in events:
        if found and found[-1].end == "":
            found[-1] = replace(found[-1], ends_at=event.at, end=event.deed)
        if event.deed != WindowDeed.CLOSED:
            state = "paused" if event.deed == WindowDeed.PAUSED else "open"
            found.append(Span(state, event.at, until, event.window))
    return found


def by_day(spans: Iterable[Span], zone: tzinfo) -> Iterator[Span]:
    """Cut spans at the midnights of a zone."""
    for span in spans:
        starts_at = span.starts_at
        while True:
            tomorrow = starts_at.astimezone(zone).date() + timedelta(days=1)
            midnight = datetime.combine(tomorrow, time(), zone)
            if midnight >= span.ends_at:
                yield replace(span, starts_at=starts_at)
                break
            yield replace(span, starts_at=starts_at, ends_at=midnight)
            starts_at = midnight


def seconds_of(spans: Iterable[Span], state: str) -> float:
    return sum(span.seconds for span in spans if span.state == state)
