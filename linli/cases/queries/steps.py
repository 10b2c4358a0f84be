"""The seven steps of city management with their key figures: each a numerator over a denominator, each opening its list.

Usage of the field (domain.md §6, unverified): 上报数, 立案率, 派遣准确率, 按期处置率, 结案率, 返工率, 群众满意率; and the response
rate beside them. From folded counts and what is not folded yet, so the cost follows the counts of the period, never the cases.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.timezone import now

from linli.cases.enums import Movement
from linli.cases.models import Delta, Figure
from linli.cases.queries.figures import Count, scope_condition
from linli.cases.queries.filters import CaseFilter, between, kinds_of
from linli.cases.queries.response import judged_count
from linli.cases.queries.visible import scopes
from linli.common.shares import hundredths
from linli.people.reader import Reader

COUNTED = (
    Movement.OPENED, Movement.FILED, Movement.DISPATCHED, Movement.REDIRECTED, Movement.CONCLUDED, Movement.CLOSED_ON_TIME,
    Movement.CLOSED_LATE, Movement.REWORKED, Movement.RATED, Movement.RATED_GOOD, Movement.CONTACT_OWED,
    Movement.CONTACTED_ON_TIME,
)  # fmt: skip


@dataclass(frozen=True)
class Rate:
    """A share with what it is a share of; the reports themselves are a number alone."""

    name: str
    of: Count
    whole: Count | None = None

    @property
    def percent(self) -> int | None:
        """None where there is nothing to share."""
        return hundredths(self.of.value, self.whole.value) if self.whole else None


@dataclass(frozen=True)
class Steps:
    """The key figures of a period as one reader may see them, and the moment they were read."""

    read_at: datetime
    rates: tuple[Rate, ...]


def seven_steps(
    reader: Reader,
    first: date,
    last: date,
    *,
    town: str = "",
    major: str = "",
    kind: str = "",
    at: datetime | None = None,
) -> Steps:
    """Read the figures, of a group of kinds, of one kind, or of all. Two statements: one on the counts, one on the few first contacts that are not made."""
    moment = at or now()
    base = CaseFilter(view="all", town=town, major=major, kind=kind, lead="1")
    kinds = [kind] if kind else kinds_of(major) if major else []
    counts = _counts(reader, first, last, town, kinds)
    came = replace(base, opened_from=first.isoformat(), opened_to=last.isoformat())
    closed = replace(base, view="done", closed_from=first.isoformat(), closed_to=last.isoformat())

    def count(of: CaseFilter, *movements: Movement) -> Count:
        return Count(sum(counts.get(movement, 0) for movement in movements), of)

    reports = count(came, Movement.OPENED)
    filed = count(replace(came, step="filed"), Movement.FILED)
    dispatched = count(replace(came, step="dispatched"), Movement.DISPATCHED)
    straight = Count(dispatched.value - counts.get(Movement.REDIRECTED, 0), replace(came, step="straight"))
    done = count(closed, Movement.CLOSED_ON_TIME, Movement.CLOSED_LATE)
    judged = judged_count(counts.get(Movement.CONTACT_OWED, 0), _cases(reader, first, last, town, kinds), moment)
    return Steps(moment, (
        Rate("reports", reports),
        Rate("filing", filed, reports),
        Rate("dispatch", straight, dispatched),
        Rate("on_time", count(replace(closed, outcome="on_time"), Movement.CLOSED_ON_TIME), done),
        Rate("closing", count(replace(came, step="concluded"), Movement.CONCLUDED), filed),
        Rate("rework", count(replace(closed, step="reworked"), Movement.REWORKED), done),
        Rate("satisfaction", count(replace(closed, rated="good"), Movement.RATED_GOOD),
             count(replace(closed, rated="any"), Movement.RATED)),
        Rate("response", count(replace(came, contact="on_time"), Movement.CONTACTED_ON_TIME),
             Count(judged, replace(came, contact="judged"))),
    ))  # fmt: skip


def _counts(reader: Reader, first: date, last: date, town: str, kinds: list[str]) -> dict[str, int]:
    condition, seen = scope_condition(scopes(reader, assisting=False))
    where = f"day BETWEEN %s AND %s AND compartment = '' AND movement = ANY(%s) AND ({condition})"
    values: list[Any] = [first, last, [str(movement) for movement in COUNTED], *seen]
    if town:
        where, values = f"{where} AND town = %s", [*values, town]
    if kinds:
        where, values = f"{where} AND kind_id = ANY(%s)", [*values, kinds]
    half = f"SELECT movement, count FROM {{table}} WHERE {where}"  # noqa: S608  (columns are our own)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT movement, sum(count)::bigint FROM ({half.format(table=Figure._meta.db_table)}
                UNION ALL {half.format(table=Delta._meta.db_table)}) both_tables GROUP BY movement""",  # noqa: S608
            [*values, *values],
        )
        return {movement: int(count) for movement, count in cursor.fetchall()}


def _cases(reader: Reader, first: date, last: date, town: str, kinds: list[str]) -> Q:
    """Which cases are counted, as a condition on the case of a limit."""
    seen = Q(pk__in=[])
    for scope in scopes(reader, assisting=False):
        seen |= Q(**{f"case__{scope.column}": scope.value}) if scope.column else Q(case__isnull=False)
    start, end = between(first, last)
    found = seen & Q(case__compartment="", case__opened_at__gte=start, case__opened_at__lt=end)
    if town:
        found &= Q(case__town=town)
    return found & Q(case__kind__in=kinds) if kinds else found
