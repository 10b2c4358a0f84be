"""How long a time is kept for whoever moved up the waiting list. Pure; no database, no clock.

Our own rule: so many minutes of the day, for nobody is asked to answer at night; but no more than half of what is left
until the beginning, so that the next one can still get it.
"""

from datetime import datetime, time, timedelta

MORNING, EVENING = time(8), time(21)
LEAST = timedelta(minutes=5)
READY = timedelta(minutes=15)  # before the beginning: what is accepted later, nobody would come to in time


def accept_until(at: datetime, starts_at: datetime, minutes: int) -> datetime:
    """Return until when it is to be accepted, in the zone of `at`, never after the beginning."""
    starts_at = starts_at.astimezone(at.tzinfo)
    half = at + (starts_at - at) / 2
    if not _is_day(half):
        half = max(half, min(_morning_after(half), starts_at - READY))
    return min(max(min(_by_day(at, timedelta(minutes=minutes)), half), at + LEAST), starts_at)


def _by_day(at: datetime, length: timedelta) -> datetime:
    """The end of a length of daytime that begins at a moment."""
    begins = at if _is_day(at) else _morning_after(at)
    while begins + length > (dusk := datetime.combine(begins.date(), EVENING, begins.tzinfo)):
        length -= dusk - begins
        begins = _morning_after(dusk)
    return begins + length


def _is_day(at: datetime) -> bool:
    return MORNING <= at.time() < EVENING


def _morning_after(at: datetime) -> datetime:
    day = at.date() if at.time() < MORNING else at.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, at.tzinfo)
