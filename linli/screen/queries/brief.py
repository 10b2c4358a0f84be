"""The morning brief of an area: yesterday, what is due today, and what is overdue by unit. Four statements."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate, now

from linli.areas.queries.map import children_of
from linli.cases.enums import Movement
from linli.cases.queries.figures import Count
from linli.people.queries.unit import unit_name
from linli.screen.queries.counting import counted
from linli.screen.queries.flows import Flows, closed_of, read_flows
from linli.screen.queries.panorama import Line, kinds_of
from linli.screen.queries.rates import Rates, rates_of
from linli.screen.queries.standing import VIEWS, Standing, standing_by_area, standing_by_unit, total
from linli.screen.queries.view import View

MOST_LINES, MOST_KINDS = 12, 6


@dataclass(frozen=True)
class UnitLine:
    """What a unit holds."""

    name: str
    late: Count
    today: Count
    open: Count


@dataclass(frozen=True)
class Course:
    """What the days brought; not known of a grid."""

    opened: Count  # yesterday
    closed: Count
    kinds: list[Line]  # of the period, as the rates are
    rates: Rates


@dataclass(frozen=True)
class Brief:
    view: View
    read_at: datetime
    yesterday: date
    stands: dict[str, Count]  # by the view of the list
    units: list[UnitLine]
    more_units: int
    areas: list[UnitLine]
    course: Course | None


def brief(view: View, *, at: datetime | None = None) -> Brief:
    """Read the brief of an area as it stands now."""
    moment = at or now()
    by_area = standing_by_area(view, at=moment)
    whole, yesterday = total(by_area), localdate(moment) - timedelta(days=1)
    units = _units(view, standing_by_unit(view, at=moment))
    stands = {name: counted(view, whole[name], view=name) for name in VIEWS}
    return Brief(
        view, moment, yesterday, stands, units[:MOST_LINES], max(0, len(units) - MOST_LINES), _areas(view, by_area),
        None if view.is_grid else _course(view, read_flows(view), yesterday),
    )  # fmt: skip


def _course(view: View, flows: Flows, yesterday: date) -> Course:
    counts, day = flows.days[yesterday], yesterday.isoformat()
    return Course(
        counted(view, counts[Movement.OPENED], opened_from=day, opened_to=day),
        counted(view, closed_of(counts), view="done", closed_from=day, closed_to=day),
        kinds_of(view, flows)[:MOST_KINDS], rates_of(view, flows),
    )  # fmt: skip


def _line(view: View, name: str, stands: Standing, **where: str) -> UnitLine:
    late, today, running = (counted(view, stands[key], view=key, **where) for key in ("late", "today", "open"))
    return UnitLine(name, late, today, running)


def _pressing(lines: list[UnitLine]) -> list[UnitLine]:
    """Those with something overdue or due today, the most overdue first."""
    pressing = [line for line in lines if line.late.value or line.today.value]
    return sorted(pressing, key=lambda line: (-line.late.value, -line.today.value, line.name))


def _units(view: View, by_unit: dict[UUID, Standing]) -> list[UnitLine]:
    return _pressing([_line(view, unit_name(unit), stands, unit=str(unit)) for unit, stands in by_unit.items()])


def _areas(view: View, by_area: dict[str, Standing]) -> list[UnitLine]:
    column = {6: "town", 9: "village", 12: "grid"}.get(len(view.area))
    if column is None:
        return []
    lines = [
        _line(view, facts.name, by_area[facts.code], **{column: facts.code})
        for facts in children_of(view.area)
        if facts.code in by_area
    ]
    return _pressing(lines)[:MOST_LINES]
