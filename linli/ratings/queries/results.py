"""What everybody reads of how a place was rated: whole months, small counts held back, no words but released ones."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.timezone import localdate, make_aware

from linli.ratings.enums import Grade
from linli.ratings.models import Rating
from linli.ratings.suppression import Cell, Published, publish

MONTHS, MOST_WORDS = 12, 5
FIELDS = (
    "from", "to", "whole", "very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied",
    "fairly_satisfied_or_better", "fairly_satisfied_or_better_bound",
)  # fmt: skip
FEW, NOT_SAID = "<5", ""


@dataclass(frozen=True)
class Line:
    """One grade with its count as it is published."""

    words: str
    cell: Cell


@dataclass(frozen=True)
class Results:
    """A place's ratings of twelve whole months; both days are included."""

    first: date
    last: date
    published: Published
    words: tuple[tuple[str, date], ...] = ()  # what was said, as released; the month it is of

    @property
    def lines(self) -> list[Line]:
        return [Line(str(Grade(cell.grade).label), cell) for cell in self.published.cells]


def period(today: date | None = None) -> tuple[date, date]:
    """The last twelve whole months. Days that move on daily would let somebody subtract yesterday's counts from today's."""
    last = (today or localdate()).replace(day=1) - timedelta(days=1)
    return date(last.year - 1, last.month, 1) + timedelta(days=_length(last.year - 1, last.month)), last


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    return make_aware(datetime.combine(first, time())), make_aware(datetime.combine(last + timedelta(days=1), time()))


def results_of(place: UUID) -> Results:
    """Return what may be said of one place. Two statements."""
    first, last = period()
    start, end = _bounds(first, last)
    rated = Rating.objects.filter(place=place, rated_at__gte=start, rated_at__lt=end)
    counts = dict(rated.order_by().values_list("grade").annotate(Count("id")))
    shown = Rating.objects.filter(place=place, rated_at__gte=start).exclude(shown_words="").order_by("-rated_at", "-id")
    words = tuple((row.shown_words, localdate(row.rated_at)) for row in shown[:MOST_WORDS])
    return Results(first, last, publish(counts), words)


def open_results(places: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return the same for many places, as open data has it. One statement."""
    first, last = period()
    start, end = _bounds(first, last)
    counts: dict[UUID, dict[int, int]] = {number: {} for number in places}
    rated = Rating.objects.filter(rated_at__gte=start, rated_at__lt=end, place__in=places)
    for place, grade, count in rated.order_by().values_list("place", "grade").annotate(Count("id")):
        counts[place][grade] = count
    return {place: _row(first, last, publish(found)) for place, found in counts.items()}


def _row(first: date, last: date, said: Published) -> dict[str, Any]:
    whole: int | str = 0 if said.is_empty else FEW if said.whole is None else said.whole
    cells = list(_cells(said))
    good = NOT_SAID if said.good is None else said.good
    return dict(zip(FIELDS, (first.isoformat(), last.isoformat(), whole, *cells, good, said.bound), strict=True))


def _cells(said: Published) -> Iterator[int | str]:
    if not said.cells:
        yield from (NOT_SAID,) * 5
    for cell in said.cells:
        yield FEW if cell.is_few else NOT_SAID if cell.value is None else cell.value
