"""The way between two stops of a team: by the middles of the areas, never by where anybody lives. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, ceil, cos, radians, sin, sqrt

EARTH_KM = 6371.0
# Our own rule: an electric bicycle in a small town, roads half as long again as the straight line, and a few minutes
# to park, find the door and leave; rounded up to five.
KM_PER_HOUR, DETOUR, AT_THE_DOOR = 18.0, 1.5, 5
SAME_GRID, SAME_COMMUNITY = 10, 15
STEP = 5

Middle = Callable[[str], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a team's day."""

    area: str
    starts_at: datetime
    ends_at: datetime


def minutes_between(one: str, other: str, *, middle: Middle, unknown: int) -> int:
    """Return the minutes from an area to another; `unknown` where the middle of one is not known."""
    if not one or not other:
        return unknown
    if one == other:
        return SAME_GRID if len(one) == 15 else SAME_COMMUNITY
    if one[:12] == other[:12]:
        return SAME_COMMUNITY
    here, there = middle(one[:12]), middle(other[:12])
    if here is None or there is None:
        return unknown
    minutes = _kilometres(here, there) * DETOUR / KM_PER_HOUR * 60 + AT_THE_DOOR
    return max(SAME_COMMUNITY, ceil(minutes / STEP) * STEP)


def ways_between(stops: Sequence[Stop], *, middle: Middle, unknown: int) -> list[timedelta]:
    """Return the time kept free after each stop, in order: the way to the next, the set time after the last.

    What is there already is never made to overlap: no more is kept than there is.
    """
    found = []
    for number, stop in enumerate(stops):
        if number + 1 == len(stops):
            found.append(timedelta(minutes=unknown))
            continue
        after = stops[number + 1]
        way = timedelta(minutes=minutes_between(stop.area, after.area, middle=middle, unknown=unknown))
        found.append(min(way, max(after.starts_at - stop.ends_at, timedelta())))
    return found


def too_far(stops: Sequence[Stop], new: Stop, *, middle: Middle, unknown: int) -> int | None:
    """Return how many minutes of way a new stop lacks room for, before or after it; None where it fits."""
    for stop in stops:
        way = minutes_between(stop.area, new.area, middle=middle, unknown=unknown)
        gap = timedelta(minutes=way)
        if stop.starts_at < new.ends_at + gap and new.starts_at < stop.ends_at + gap:
            return way
    return None


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """On a sphere, of longitude and latitude."""
    here, there = radians(one[1]), radians(other[1])
    across = sin((there - here) / 2) ** 2
    across += cos(here) * cos(there) * sin(radians(other[0] - one[0]) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(across))
