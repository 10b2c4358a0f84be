"""Figures by the day of opening: days that are written down, and anew those on which something has changed since.

A matter changes by events of its case, and each bears the moment at which it was recorded. So a reading asks first which
matters had one since it was last looked, counts their days from the matters themselves, and takes the other days as they are
written: exact at every moment, however old the written ones are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, Min, Model, Q, Sum
from django.db.models.fields import DurationField
from django.db.models.functions import TruncDate

from linli.cases.models import CaseEvent
from linli.cases.queries.visible import scopes
from linli.hall.models import Application, ApplicationDay, KeptDays, Order, OrderDay
from linli.hall.queries.applications import held_by, midnight_after, midnight_of
from linli.hall.queries.orders import in_view
from linli.people.reader import Reader

# A verb may commit so long after the moment at which it began to record.
LONGEST_VERB = timedelta(minutes=10)
MOST_DAYS = 40  # changed since: with more of them all is counted anew
AREAS = ("town", "village")


@dataclass(frozen=True)
class Counted:
    """A sort of matters whose figures are written down: what is counted of it, by what it is divided beside its place."""

    sort: str
    matters: type[Model]
    days: type[Model]
    key: str
    measures: Mapping[str, Any]


CLOSED = Q(case__state="closed")
TOOK = ExpressionWrapper(F("decided_on") - F("case__accepted_at__date"), output_field=DurationField())
APPLICATIONS = Counted(
    "application", Application, ApplicationDay, "item_code",
    {
        "came": Count("pk"), "closed": Count("pk", filter=CLOSED), "in_time": Count("pk", filter=CLOSED & Q(case__is_on_time=True)),
        "decided": Count(TOOK, filter=CLOSED), "days": Sum(TOOK, filter=CLOSED),
    },
)  # fmt: skip
ORDERS = Counted(
    "order", Order, OrderDay, "entry_id",
    {
        "came": Count("pk"), "taken": Count("pk", filter=in_view("was_taken")), "done": Count("pk", filter=in_view("was_done")),
        "in_time": Count("pk", filter=in_view("on_time")), "rated": Count("pk", filter=in_view("rated")), "grades": Sum("case__rating"),
    },
)  # fmt: skip


def seen_by(reader: Reader) -> Q | None:
    """What a reader may count as staff; None for nothing. Lists read the scopes one by one instead."""
    found = [held_by(scope) for scope in scopes(reader)]
    if not found:
        return None
    seen = found[0]
    for one in found[1:]:
        seen |= one
    return seen if all(found) else Q()  # a whole county is an empty condition, and those vanish in an OR


def counts(
    counted: Counted, reader: Reader, first: date, last: date, by: Sequence[str], **beside: Any
) -> list[dict[str, Any]]:
    """Count what was opened from one day to another, divided by columns; `beside`: other aggregates, of the place or the key.

    Four statements; two for a reader who has a unit's matters, which are not divided by unit in what is written down.
    """
    seen = seen_by(reader)
    if seen is None:
        return []
    by_area = all(scope.column in ("", *AREAS) for scope in scopes(reader))
    kept = KeptDays.objects.filter(sort=counted.sort, through__gte=first).first() if by_area else None
    fresh = changed_days(counted, kept.looked_at) if kept else []
    if kept is None or len(fresh) > MOST_DAYS:
        return counted_anew(counted, Q(seen, opened_in([(first, last)])), by, **beside)
    through = min(kept.through, last)
    spans = [(through + timedelta(days=1), last)] if through < last else []
    spans += [(day, day) for day in fresh if first <= day <= through]
    rows = _kept(counted, seen & Q(on__range=(first, through)) & ~Q(on__in=fresh), by, **beside)
    if spans:
        rows += counted_anew(counted, seen & opened_in(spans), by, **beside)
    return _together(rows, by, tuple(counted.measures))


def changed_days(counted: Counted, since: datetime) -> list[date]:
    """The days of opening of matters of which something was recorded since a moment. One statement."""
    recorded = CaseEvent.objects.filter(recorded_at__gt=since - LONGEST_VERB).values("case")
    found = counted.matters._default_manager.filter(case__in=recorded).order_by()
    return sorted(found.annotate(day=TruncDate("opened_at")).values_list("day", flat=True).distinct())


def opened_in(spans: Sequence[tuple[date, date]]) -> Q:
    found = Q(pk__in=())
    for first, last in spans:
        found |= Q(opened_at__gte=midnight_of(first), opened_at__lt=midnight_after(last))
    return found


def counted_anew(counted: Counted, seen: Q, by: Sequence[str], **beside: Any) -> list[dict[str, Any]]:
    """Count the matters themselves. One statement."""
    rows = counted.matters._default_manager.filter(seen).order_by().values(*by).annotate(**counted.measures, **beside)
    return [plain(dict(row)) for row in rows]


def _kept(counted: Counted, seen: Q, by: Sequence[str], **beside: Any) -> list[dict[str, Any]]:
    sums = {f"sum_{name}": Sum(name) for name in counted.measures}
    rows = counted.days._default_manager.filter(seen).order_by().values(*by).annotate(**sums, **beside)
    return [plain({name.removeprefix("sum_"): value for name, value in row.items()}) for row in rows]


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Days and grades as whole numbers, none as nought."""
    for name in ("days", "grades"):
        if name in row:
            value = row[name] or 0
            row[name] = value.days if isinstance(value, timedelta) else value
    return row


def _together(rows: list[dict[str, Any]], by: Sequence[str], measures: Sequence[str]) -> list[dict[str, Any]]:
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = tuple(row[name] for name in by)
        known = found.setdefault(key, row)
        if known is not row:
            known |= {name: known[name] + row[name] for name in measures}
    return list(found.values())


def first_day(counted: Counted) -> date | None:
    """The day on which the first matter was opened. One statement."""
    day: date | None = counted.matters._default_manager.aggregate(day=TruncDate(Min("opened_at")))["day"]
    return day
