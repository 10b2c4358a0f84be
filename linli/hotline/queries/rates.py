"""The three rates: response, resolution, satisfaction. Each with numerator and denominator, each opening its list.

Response as `linli.cases.queries.response` has it for every page. Usage of Beijing's 接诉即办 (unverified): resolution = said to be resolved at the return
visit / visited and verifiable; satisfaction likewise. What was not reached and what could not be found out stand beside
them, counted openly. A list and its count ask the very same condition.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import now

from linli.areas.queries.map import area_name
from linli.cases.enums import Outcome
from linli.cases.models import ReturnVisit
from linli.cases.queries.response import contact_condition
from linli.common.shares import hundredths
from linli.hotline.models import HotlineOrder
from linli.hotline.queries.orders import orders_of
from linli.hotline.queries.period import Span
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

PARTS = (
    "came", "contact_judged", "contacted", "visited", "unreached", "resolution_known", "resolved", "resolution_unknown",
    "satisfaction_known", "satisfied", "satisfaction_unknown",
)  # fmt: skip


def _condition(part: str, span: Span, at: datetime) -> Q:
    """What a part counts. Orders by the day they came; visits by the day of the last one in the period."""
    start, end = span.moments
    in_period = Q(came_at__gte=start, came_at__lt=end)
    came = in_period & ~Q(case__outcome__in=[Outcome.NOT_ACCEPTED, Outcome.MERGED])
    visited = Q(visited_at__isnull=False)
    reached = visited & Q(was_reached=True)
    return {
        "came": came,
        "contact_judged": in_period & contact_condition("judged", at, case="case"),
        "contacted": in_period & contact_condition("on_time", at, case="case"),
        "visited": visited,
        "unreached": visited & Q(was_reached=False),
        "resolution_known": reached & Q(was_resolved__isnull=False),
        "resolved": reached & Q(was_resolved=True),
        "resolution_unknown": reached & Q(was_resolved__isnull=True),
        "satisfaction_known": reached & Q(was_satisfied__isnull=False),
        "satisfied": reached & Q(was_satisfied=True),
        "satisfaction_unknown": reached & Q(was_satisfied__isnull=True),
    }[part]


def _annotated(reader: Reader, span: Span) -> QuerySet[HotlineOrder]:
    start, end = span.moments
    visits = ReturnVisit.objects.filter(case=OuterRef("case"), at__gte=start, at__lt=end).order_by("-at", "-id")
    return orders_of(reader).annotate(
        visited_at=Subquery(visits.values("at")[:1]), was_reached=Subquery(visits.values("is_reached")[:1]),
        was_resolved=Subquery(visits.values("is_resolved")[:1]), was_satisfied=Subquery(visits.values("is_satisfied")[:1]),
    )  # fmt: skip


def part_orders(
    reader: Reader, span: Span, part: str, *, unit: str = "", town: str = "", at: datetime | None = None
) -> QuerySet[HotlineOrder]:
    """The very orders that a part counts, of a unit or a town if one is named ("-": of none)."""
    found = _annotated(reader, span).filter(_condition(part, span, at or now()))
    if unit:
        found = found.filter(case__lead_unit__isnull=True) if unit == "-" else found.filter(case__lead_unit=UUID(unit))
    if town:
        found = found.filter(case__town="" if town == "-" else town)
    return found


@dataclass(frozen=True)
class Rate:
    """A share with what it is a share of; `percent` is None where there is nothing to share."""

    of: int
    whole: int

    @property
    def percent(self) -> int | None:
        return hundredths(self.of, self.whole)


@dataclass(frozen=True)
class Line:
    """The counts of one unit, one town, or all."""

    code: str  # unit or town; "" is the whole, "-" what has none
    name: str
    counts: dict[str, int]

    @property
    def response(self) -> Rate:
        return Rate(self.counts["contacted"], self.counts["contact_judged"])

    @property
    def resolution(self) -> Rate:
        return Rate(self.counts["resolved"], self.counts["resolution_known"])

    @property
    def satisfaction(self) -> Rate:
        return Rate(self.counts["satisfied"], self.counts["satisfaction_known"])


@dataclass(frozen=True)
class Rates:
    """The rates of a period as one reader may see them, and the moment they were read."""

    span: Span
    read_at: datetime
    whole: Line
    by_unit: list[Line]
    by_town: list[Line]


def rates(reader: Reader, span: Span, *, at: datetime | None = None) -> Rates:
    """Read the rates. Two statements: by unit, and by town; the whole is the sum of the units."""
    moment = at or now()
    base = (
        _annotated(reader, span)
        .select_related(None)
        .filter(Q(came_at__gte=span.moments[0], came_at__lt=span.moments[1]) | _condition("visited", span, moment))
    )
    counted = {part: Count("pk", filter=_condition(part, span, moment)) for part in PARTS}
    units = [_line(row, _unit) for row in base.order_by().values(code=F("case__lead_unit")).annotate(**counted)]
    towns = [_line(row, area_name) for row in base.order_by().values(code=F("case__town")).annotate(**counted)]
    whole = Line("", "", {part: sum(line.counts[part] for line in units) for part in PARTS})
    by_worth = sorted(units, key=lambda line: (-line.counts["came"], line.name, line.code))
    return Rates(span, moment, whole, by_worth, sorted(towns, key=lambda line: line.code))


def _line(row: Any, name: Callable[[str], str]) -> Line:
    code = str(row.pop("code") or "")
    return Line(code or "-", name(code) if code else "", {part: int(row[part]) for part in PARTS})


def _unit(code: str) -> str:
    return unit_name(UUID(code))
