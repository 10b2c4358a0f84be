"""The hours of one office, or the default: set as part of the county's own office hours."""

from typing import Any

from django.db import transaction

from linli.common.setting import stored_values, value_of
from linli.common.stored_calendar import HOURS
from linli.common.working_calendar import file_hours
from linli.people.domain.setting import change_settings
from linli.people.domain.unit import change_unit
from linli.people.queries.unit import unit_by_code
from linli.people.reader import Reader

DEFAULT = "default"


def hours_in_force() -> dict[str, Any]:
    """The office hours in force, as a file has them: the county's own, else those of the installation."""
    return value_of(HOURS) or file_hours()


def set_hours(office: str, table: dict[str, Any] | None, *, by: Reader) -> None:
    """Set the default hours or those of a unit by its code; None: the unit keeps the default hours again.

    Limits that run keep the moment they have; the hours hold from the next one on. Raises NotAdministrator,
    CalendarFaulty, ChangedSince.
    """
    with transaction.atomic():
        hours = hours_in_force()
        offices = {code: kept for code, kept in hours.get("offices", {}).items() if code != office}
        if office == DEFAULT:
            made = {"default": table, "offices": offices}
        else:
            made = {"default": hours["default"], "offices": offices | ({office: table} if table else {})}
        change_settings({HOURS: made}, by=by, seen={HOURS: stored_values().get(HOURS)})
        unit = unit_by_code(office)
        if unit and table and unit.office_hours != office:
            change_unit(unit.id, by=by, office_hours=office)
