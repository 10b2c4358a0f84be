"""Whose turn it is. Pure; no database, no clock.

The rule, in the words that stand in `docs/tickets.md`:

1.  Whoever took a number waits in the order of taking it.
2.  Whoever has an appointment and is there by its time (or up to some minutes after it) is called from that time on
    before those who merely wait. Before that time they wait in line as if they had taken a number at the time of their
    appointment: a window never stands idle while they sit there. Who comes later than that waits from their coming on.
3.  The elderly, the disabled and those with infants are called before others, in the order of taking.
4.  At most `most` times in a row may somebody of 2 or 3 pass somebody who has waited longer; then the one who has waited
    longest is called. So nobody is starved: with n people before you, at most n·(most + 1) + most are called before you.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

Key = tuple[datetime, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """One that waits: since when they count, from when they go first (None: never), and what tells two apart."""

    turn_at: datetime
    key: str
    first_from: datetime | None = None

    @property
    def order(self) -> Key:
        return self.turn_at, self.key

    def goes_first(self, at: datetime) -> bool:
        return self.first_from is not None and self.first_from <= at


def takes_preferred(preferred: datetime | None, ordinary: datetime | None, run: int, most: int) -> bool:
    """Whether the first of those who go first is called, given since when the head of either lane counts."""
    if preferred is None or ordinary is None:
        return preferred is not None
    return preferred <= ordinary or run < most


def run_after(preferred: datetime | None, ordinary: datetime | None, run: int, *, is_preferred: bool) -> int:
    """How many in a row have now passed somebody who has waited longer."""
    if not is_preferred:
        return 0
    passed = preferred is not None and ordinary is not None and ordinary < preferred
    return run + 1 if passed else run


def in_turn(waiting: Iterable[Turn], *, at: datetime, run: int, most: int) -> list[Turn]:
    """Return all that wait in the order in which they would be called, if nobody else came."""
    ordered = sorted(waiting, key=lambda turn: turn.order)
    first = [turn for turn in ordered if turn.goes_first(at)]
    others = [turn for turn in ordered if not turn.goes_first(at)]
    found: list[Turn] = []
    while first or others:
        heads = first[0].turn_at if first else None, others[0].turn_at if others else None
        is_preferred = takes_preferred(*heads, run, most)
        run = run_after(*heads, run, is_preferred=is_preferred)
        found.append((first if is_preferred else others).pop(0))
    return found


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody of a simulated morning; `serving` in seconds."""

    at: float
    serving: float
    turn: Turn


def play(
    arrivals: Iterable[Arrival], *, windows: int, most: int, moment: Callable[[float], datetime]
) -> list[tuple[Arrival, float]]:
    """Play a morning by the rule and return who was called when, in seconds, in the order of calling."""
    coming = sorted(arrivals, key=lambda one: one.at)
    here: dict[str, Arrival] = {}
    free = [0.0] * windows
    called: list[tuple[Arrival, float]] = []
    run, clock = 0, 0.0
    while coming or here:
        clock = max(clock, min(free))
        if not here and coming:
            clock = max(clock, coming[0].at)
        while coming and coming[0].at <= clock:
            came = coming.pop(0)
            here[came.turn.key] = came
        at = moment(clock)
        ordered = sorted((one.turn for one in here.values()), key=lambda turn: turn.order)
        first = next((turn for turn in ordered if turn.goes_first(at)), None)
        other = next((turn for turn in ordered if not turn.goes_first(at)), None)
        heads = first.turn_at if first else None, other.turn_at if other else None
        is_preferred = takes_preferred(*heads, run, most)
        run = run_after(*heads, run, is_preferred=is_preferred)
        chosen = first if is_preferred else other
        assert chosen is not None  # somebody is here
        one = here.pop(chosen.key)
        free[free.index(min(free))] = clock + one.serving
        called.append((one, clock))
    return called
