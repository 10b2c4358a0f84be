"""The figures of applications and orders are written down day by day, and again where something has changed since."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate, now

from linli.hall.models import KeptDays
from linli.hall.queries.counting import (
    APPLICATIONS,
    ORDERS,
    Counted,
    changed_days,
    first_day,
    opened_in,
    plain,
)

A_TIME = 400  # days that are written in one go


def keep_figures(*, at: datetime | None = None) -> int:
    """Write down every day that is over, and those on which something has changed; return how many. Harmless when run twice."""
    return sum(_keep(counted, at or now()) for counted in (APPLICATIONS, ORDERS))


def _keep(counted: Counted, at: datetime) -> int:
    with transaction.atomic():
        through = localdate(at) - timedelta(days=1)
        kept = KeptDays.objects.select_for_update().filter(sort=counted.sort).first()
        begin = kept.through + timedelta(days=1) if kept else first_day(counted)
        days = [day for day in changed_days(counted, kept.looked_at) if day <= kept.through] if kept else []
        days += [begin + timedelta(days=number) for number in range((through - begin).days + 1)] if begin else []
        for number in range(0, len(days), A_TIME):
            _write(counted, days[number : number + A_TIME])
        KeptDays.objects.update_or_create(sort=counted.sort, defaults={"through": through, "looked_at": at})
    return len(days)


def _write(counted: Counted, days: Sequence[date]) -> None:
    rows = counted.days._default_manager
    rows.filter(on__in=days).delete()
    found = (
        counted.matters._default_manager.filter(opened_in(_spans(days))).order_by().annotate(on=TruncDate("opened_at"))
    )
    made = found.values("on", "place_id", "town", "village", counted.key).annotate(**counted.measures)
    rows.bulk_create([counted.days(**plain(dict(row))) for row in made], batch_size=2000)


def _spans(days: Sequence[date]) -> list[tuple[date, date]]:
    """Days that follow each other, put together."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and found[-1][1] == day - timedelta(days=1):
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found
