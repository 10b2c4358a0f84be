"""What the county has done this month: two sums, kept for some minutes, with the moment they were read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.db import connection
from django.utils.timezone import localdate, now

from linli.cases.enums import Movement
from linli.cases.models import Delta, Figure
from linli.counties.current import current_county

KEPT_SECONDS = 300
ASKED = (Movement.OPENED, Movement.CLOSED_ON_TIME, Movement.CLOSED_LATE)


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
    # Folded and not yet folded together are exact; both are read by the index on movement and day.
    where = "WHERE movement = ANY(%s) AND day BETWEEN %s AND %s AND compartment = ''"
    tables = [model._meta.db_table for model in (Figure, Delta)]
    parts = " UNION ALL ".join(f"SELECT movement, count FROM {table} {where}" for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT movement, sum(count) FROM ({parts}) AS steps GROUP BY movement",  # noqa: S608
            [list(map(str, ASKED)), first, last] * 2,
        )
        counts = {movement: int(count) for movement, count in cursor.fetchall()}
    opened, on_time, late = (counts.get(movement, 0) for movement in ASKED)
    return Month(first, opened, on_time, late, now())
