"""The course of the days as a drawing: two bars a day from zero, what was opened and what was closed."""

from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, FOOT = 1000, 150, 46


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its two bars; `is_labelled` where its date stands below."""

    on: date
    opened: int
    closed: int
    opened_bar: Bar
    closed_bar: Bar
    middle: float
    is_labelled: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Trend:
    days: tuple[Day, ...]
    most: int
    width: int = WIDTH
    height: int = HEIGHT + FOOT
    base: int = HEIGHT
    foot: int = HEIGHT + FOOT - 10


def trend_of(days: list[tuple[date, int, int]]) -> Trend:
    """Draw days with their counts of opened and closed, in order."""
    most = max((max(opened, closed) for _, opened, closed in days), default=0)
    room = WIDTH / max(1, len(days))
    wide = room * 0.36
    every = max(1, (len(days) - 1) // 4)

    def bar(x: float, value: int) -> Bar:
        # A corrected count can fall below nothing for a day; a bar cannot.
        height = round((HEIGHT - 20) * max(0, value) / most, 1) if most else 0
        return Bar(round(x, 1), HEIGHT - height, round(wide, 1), height)

    drawn = (
        Day(on, opened, closed, bar(at * room + room * 0.12, opened), bar(at * room + room * 0.52, closed),
            round((at + 0.5) * room, 1), (len(days) - 1 - at) % every == 0, at == len(days) - 1)
        for at, (on, opened, closed) in enumerate(days)
    )  # fmt: skip
    return Trend(tuple(drawn), most)
