"""What the county has done this month: two sums, kept for some minutes, with the moment they were read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.utils.timezone import localdate, now

from linli.cases.models.figure import DIVIDED
from linli.cases.queries.rollups import Kept, sums
from linli.counties.current import current_county

KEPT_SECONDS = 300


@dataclass(frozen=True)
class Month:
    """Matters of the whole county since the first of the month; closed compartments are left out."""

    first: date
    opened: int
    on_time: int
    late: int
    read_at: datetime

    @property
    def closed(self) -> int:
        return self.on_time + self.late


def this_month() -> Month:
    """Return the figures, at most five minutes old. One statement, or none."""
    today = localdate()
    key = f"portal.month:{current_county().code}:{today:%Y-%m}"
    found: Month | None = cache.get(key)
    if found is None:
        found = _read(today.replace(day=1), today)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _read(first: date, last: date) -> Month:
    counts = {one.movement: one.total for one in sums(Kept(), first, last)}
    opened, on_time, late = (counts.get(movement, 0) for movement in DIVIDED)
    return Month(first, opened, on_time, late, now())
