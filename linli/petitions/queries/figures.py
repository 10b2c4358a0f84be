"""How many petitions are over, in time, and how long it took: by aim, round, body and town, for the days of coming in.

Completion: over of all that came in. On time: every limit kept, of those over. Average: working days from coming in to the answer,
rests left out, of those answered. Counted from the petitions themselves: whom one is about and whose it is decide who counts it, and
stand in no written-down day (decision 0029). For staff at the desk, who may open each list; what leaves the house as a file has its
small lines put together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.areas.queries.map import area_name
from linli.common.shares import Completion
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader
from linli.petitions.enums import Aim, Round
from linli.petitions.queries.counted import NO_BODY, VIEWS, Wanted
from linli.petitions.queries.visible import at_desk
from linli.ratings.enums import Rated
from linli.ratings.models import Rating
from linli.ratings.queries.results import period
from linli.ratings.suppression import FEWEST, Published, held_back, publish

LONGEST = timedelta(days=366)
DIVISIONS = {"aim": "aim", "round": "round", "unit": "case__lead_unit_id", "town": "town"}
FIGURES = ("closed", "in_time", "answered", "rated", "urged", "supervised")  # each is a view of the list too
MEASURES: dict[str, Any] = {
    "came": Count("pk"), **{name: Count("pk", filter=VIEWS[name]) for name in FIGURES},
    "days": Sum("took_days", filter=VIEWS["answered"]),
}  # fmt: skip


@dataclass(frozen=True)
class FigureLine(Completion):
    """One line: what it is of, with numerators and denominators."""

    title: str
    wanted: Wanted
    counts: dict[str, int]

    @property
    def is_few(self) -> bool:
        """From one to four: of so few, somebody may know who."""
        return 0 < self.came < FEWEST


def petition_figures(reader: Reader, by: str, first: date, last: date) -> tuple[FigureLine, list[FigureLine]]:
    """The whole, and its parts by aim, round, body or town, largest first. One statement."""
    column, wanted = DIVISIONS[by], Wanted(first=first, last=last)
    rows = at_desk(reader).filter(wanted.condition).order_by().values(column).annotate(**MEASURES)
    parts = [dict(row) for row in rows]
    lines = [_line(TITLES[by](part[column]), wanted.of(**{by: str(part[column] or NO_BODY)}), part) for part in parts]
    whole = {name: sum(part[name] or 0 for part in parts) for name in MEASURES}
    return _line("", wanted, whole), sorted(lines, key=lambda line: (-line.came, line.title))


TITLES: dict[str, Callable[[Any], str]] = {
    "aim": lambda code: str(Aim(code).label), "round": lambda code: str(Round(code).label),
    "unit": lambda number: unit_name(number) if number else _("no body yet"), "town": area_name,
}  # fmt: skip


def _line(title: str, wanted: Wanted, row: dict[str, Any]) -> FigureLine:
    days = round((row["days"] or 0) / row["answered"], 1) if row["answered"] else None
    counts = {name: row[name] for name in FIGURES}
    return FigureLine(row["came"], row["closed"], row["in_time"], days, title, wanted, counts)


@dataclass(frozen=True)
class Satisfaction:
    """How first answers were rated in twelve whole months: small counts held back, for the body that answered reads it too."""

    first: date
    last: date
    published: Published


def satisfaction(reader: Reader) -> Satisfaction:
    """Of whole months, whatever days are asked for: with days that move, one grade could be reckoned from two. One statement."""
    first, last = period()
    start, end = (make_aware(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))
    rated = Rating.objects.filter(
        kind=Rated.PETITION, subject_id__in=at_desk(reader).values("id"), rated_at__gte=start, rated_at__lt=end
    )
    return Satisfaction(first, last, publish(dict(rated.order_by().values_list("grade").annotate(Count("id")))))


def for_file(lines: list[FigureLine]) -> list[FigureLine]:
    """The lines as they leave the house: those of one to four, and so many beside them that no such count can be reckoned from
    the whole, are put together into one."""
    counts = {place: line.came for place, line in enumerate(lines)}
    held = held_back(counts, tuple(counts))
    together = [lines[place] for place in (counts if held is None else sorted(held))]
    kept = [line for line in lines if line not in together]
    return [*kept, _sum(together)] if together else kept


def _sum(lines: list[FigureLine]) -> FigureLine:
    counts = {name: sum(line.counts[name] for line in lines) for name in FIGURES}
    days = sum((line.days or 0) * line.counts["answered"] for line in lines)
    average = round(days / counts["answered"], 1) if counts["answered"] else None
    came, closed, on_time = (sum(getattr(line, name) for line in lines) for name in ("came", "closed", "on_time"))
    return FigureLine(came, closed, on_time, average, pgettext("figures", "Others, put together"), Wanted(), counts)
