"""The calendar in force as a year of twelve months, and what another one would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.common.calendar import DayKind, WorkingCalendar
from linli.common.setting import value_of
from linli.common.stored_calendar import DAYS, HOURS
from linli.common.working_calendar import file_calendar, working_calendar
from linli.people.domain.office_hours import DEFAULT, hours_in_force
from linli.people.queries.unit import unit_by_code

MOST_SHOWN = 60


def known_years() -> list[tuple[int, bool]]:
    """The years whose notice is known, each with whether the county brought it."""
    own = {date.fromisoformat(day).year for day in value_of(DAYS)}
    filed = file_calendar().days.known_years
    return [(year, year in own or year not in filed) for year in sorted(working_calendar().days.known_years)]


@dataclass(frozen=True)
class Difference:
    """What days that are brought change, in words."""

    years: list[int]
    days: list[str]
    more: int
    is_nothing: bool


def difference(after: WorkingCalendar) -> Difference:
    """The days that would be otherwise."""
    one, other = working_calendar().days.kinds, after.days.kinds
    moved = sorted(day for day in {**one, **other} if one.get(day) != other.get(day))
    words = [
        _("%(day)s: %(before)s → %(after)s") % {
            "day": date_format(day, "Y-m-d D"), "before": _kind(day, one.get(day)), "after": _kind(day, other.get(day))
        }
        for day in moved[:MOST_SHOWN]
    ]  # fmt: skip
    return Difference(sorted({day.year for day in moved}), words, max(0, len(moved) - MOST_SHOWN), not moved)


def _kind(day: date, kind: DayKind | None) -> str:
    if kind is DayKind.HOLIDAY:
        return pgettext("of a calendar", "day off")
    return _("make-up day, worked") if kind is DayKind.MAKEUP else _("worked") if day.weekday() < 5 else _("weekend")


@dataclass(frozen=True)
class HoursLine:
    """The hours of one office."""

    code: str
    name: str
    hours: str
    more: str


def hours_lines() -> list[HoursLine]:
    """The default hours, then those of single offices."""
    hours = hours_in_force()
    offices: dict[str, Any] = hours.get("offices", {})
    return [_hours_line(DEFAULT, hours["default"]), *(_hours_line(code, offices[code]) for code in sorted(offices))]


def _hours_line(code: str, table: dict[str, Any]) -> HoursLine:
    unit = unit_by_code(code)
    name = _("Every office without hours of its own") if code == DEFAULT else unit.words if unit else code
    more = []
    if table.get("days_off"):
        more.append(_("at weekends and on holidays %(hours)s") % {"hours": " ".join(table["days_off"])})
    for season in table.get("seasons", []):
        more.append(
            _("from %(from)s to %(until)s %(hours)s")
            % {"from": season.get("from"), "until": season.get("until"), "hours": " ".join(season.get("hours", []))}
        )
    return HoursLine(code, name, " ".join(table.get("hours", [])), "；".join(more))


def say_calendar(code: str, value: Any) -> str:
    """A stored calendar in a line."""
    if not value:
        return _("as the file of the installation says")
    if code == HOURS:
        return _("hours of %(n)s offices besides the default") % {"n": len(value.get("offices", {}))}
    return _("days of %(years)s") % {"years": ", ".join(sorted({day[:4] for day in value}))}
