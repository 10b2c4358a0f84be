"""Everything that the screen shows of an area, put together from four statements."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import now

from linli.areas.queries.map import children_of
from linli.cases.enums import Movement, Source
from linli.cases.queries.figures import Count
from linli.screen.queries.counting import counted
from linli.screen.queries.feed import Happening, latest
from linli.screen.queries.flows import Counts, Flows, closed_of, read_flows
from linli.screen.queries.map import Map, map_of
from linli.screen.queries.points import Points, points_of
from linli.screen.queries.rates import Rates, rates_of
from linli.screen.queries.shares import ShareLine, shares_of
from linli.screen.queries.standing import BELOW, Standing, standing_by_area, total
from linli.screen.queries.trend import Trend, trend_of
from linli.screen.queries.view import View, kind_name, may_name


def value_of(count: Count | None) -> int:
    return count.value if count else 0


@dataclass(frozen=True)
class Line:
    """One row of a chart and of its table: an area, a kind or a source; what is not kept of it is None."""

    code: str
    name: str
    opened: Count | None = None
    closed: Count | None = None
    open: Count | None = None
    today: Count | None = None
    late: Count | None = None
    url: str = ""  # the screen of this area or kind


@dataclass(frozen=True)
class DayLine:
    on: date
    opened: Count
    closed: Count


@dataclass(frozen=True)
class Course:
    """What the days brought."""

    opened_today: Count
    closed_today: Count
    opened: Count
    on_time: Count
    closed_late: Count
    rates: Rates
    kinds: list[Line]
    sources: list[Line]
    days: list[DayLine]
    trend: Trend


@dataclass(frozen=True)
class Panorama:
    """One area at one moment. A grid has no course: figures of a period are kept by village and above."""

    view: View
    read_at: datetime
    open: Count
    waiting: Count
    due_today: Count
    late: Count
    to_route: Count
    areas: list[Line]
    course: Course | None
    map: Map | None
    points: Points
    happenings: list[Happening]
    shares: list[ShareLine]

    @property
    def busiest(self) -> list[Line]:
        """The areas with the most open matters, the most overdue first among equals."""
        rows = [line for line in self.areas if line.open and line.open.value]
        return sorted(rows, key=lambda line: (-value_of(line.open), -value_of(line.late), line.code))


def panorama(view: View, *, at: datetime | None = None) -> Panorama:
    """Read what stands and what came and went. Four statements, whatever the area, the period and the kind; one more for the
    points of a village or a grid, and one for each share that was not read within the minute."""
    moment = at or now()
    below = standing_by_area(view, at=moment)
    flows = read_flows(view)
    whole = total(below)
    areas = [] if view.is_grid else _areas(view, below, flows)
    drawn = _map(view, areas, below)
    points = points_of(view, drawn.drawing, at=moment) if drawn and len(view.area) >= 12 else Points()
    return Panorama(
        view, moment, _stands(view, "open", whole), _stands(view, "waiting", whole), _stands(view, "today", whole),
        _stands(view, "late", whole), _stands(view, "to_route", whole), areas,
        None if view.is_grid else _course(view, flows), drawn, points, latest(view),
        shares_of(view.area, at=moment),
    )  # fmt: skip


def _course(view: View, flows: Flows) -> Course:
    period, days = _between(view), _days(view, flows)
    return Course(
        *_came_and_went(view, flows.days[view.last], _on(view.last)),
        counted(view, flows.whole[Movement.OPENED], **period["opened"]),
        counted(view, flows.whole[Movement.CLOSED_ON_TIME], **period["closed"], outcome="on_time"),
        counted(view, flows.whole[Movement.CLOSED_LATE], **period["closed"], outcome="late"),
        rates_of(view, flows), kinds_of(view, flows), _sources(view, flows), days,
        trend_of([(day.on, day.opened.value, day.closed.value) for day in days]),
    )  # fmt: skip


def _stands(view: View, name: str, whole: Standing, **where: str) -> Count:
    return counted(view, whole[name], view=name, **where)


def _between(view: View, first: date | None = None, last: date | None = None) -> dict[str, dict[str, str]]:
    """The words of the lists of what was opened and closed in a time."""
    start, end = (first or view.first).isoformat(), (last or view.last).isoformat()
    return {
        "opened": {"opened_from": start, "opened_to": end},
        "closed": {"view": "done", "closed_from": start, "closed_to": end},
    }


def _on(day: date) -> tuple[date, date]:
    return day, day


def _came_and_went(view: View, counts: Counts, days: tuple[date, date], **where: str) -> tuple[Count, Count]:
    words = _between(view, *days)
    return (
        counted(view, counts[Movement.OPENED], **words["opened"], **where),
        counted(view, closed_of(counts), **words["closed"], **where),
    )


def _areas(view: View, below: dict[str, Standing], flows: Flows) -> list[Line]:
    column, nothing = BELOW[len(view.area)], total({})
    lines = []
    for facts in children_of(view.area):
        where = {column: facts.code}
        stands = below.get(facts.code, nothing)
        came: tuple[Count | None, Count | None] = (None, None)
        if column != "grid":
            came = _came_and_went(view, flows.areas[facts.code], (view.first, view.last), **where)
        open_, today, late = (_stands(view, name, stands, **where) for name in ("open", "today", "late"))
        lines.append(Line(facts.code, facts.name, *came, open_, today, late, view.url(area=facts.code)))
    return lines


def kinds_of(view: View, flows: Flows) -> list[Line]:
    """Kinds of public space, the most frequent first; others are in the whole and never named here."""
    lines = [
        Line(code, kind_name(code), *_came_and_went(view, counts, (view.first, view.last), kind=code), url=view.url(kind=code))
        for code, counts in flows.kinds.items()
        if may_name(code)
    ]  # fmt: skip
    return _by_opened(lines)


def _sources(view: View, flows: Flows) -> list[Line]:
    # How many instructions leaders give is nobody's business who passes a wall: they are in the whole only.
    lines = [
        Line(code, str(Source(code).label), *_came_and_went(view, counts, (view.first, view.last), source=code))
        for code, counts in flows.sources.items()
        if code != Source.INSTRUCTION
    ]
    return _by_opened(lines)


def _by_opened(lines: list[Line]) -> list[Line]:
    shown = [line for line in lines if value_of(line.opened) or value_of(line.closed)]
    return sorted(shown, key=lambda line: (-value_of(line.opened), line.code))


def _days(view: View, flows: Flows) -> list[DayLine]:
    length = (view.last - view.trend_first).days + 1
    days = [view.trend_first + timedelta(days=number) for number in range(length)]
    return [DayLine(day, *_came_and_went(view, flows.days[day], _on(day))) for day in days]


def _map(view: View, areas: list[Line], below: dict[str, Standing]) -> Map | None:
    today = {code: stands["today"] for code, stands in below.items()}
    late = {code: stands["late"] for code, stands in below.items()}
    if view.colour == "late":
        values = late
    elif view.colour == "opened":
        values = {line.code: value_of(line.opened) for line in areas}
    else:
        values = {code: stands["open"] for code, stands in below.items()}
    values = {code: value for code, value in values.items() if code}
    return map_of(view, values, today=today, late=late, is_urgency_shown=view.colour == "state")
