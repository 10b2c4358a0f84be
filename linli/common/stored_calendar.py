"""The county's own days off and office hours, over those of the installation's files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.common.calendar import CalendarFileError, DayKind, parse_holidays, parse_office_hours
from linli.common.errors import CalendarFaulty
from linli.common.setting import Setting, register_setting

DAYS, HOURS = "calendar.days", "calendar.hours"
HEAD = "date,kind,name\n"


def register_calendar() -> None:
    """Let counties bring their years and their hours."""
    register_setting(Setting(DAYS, _("Days off"), "calendar", dict, check_days))
    register_setting(Setting(HOURS, _("Office hours"), "calendar", dict, check_hours))


def check_days(value: Any) -> dict[str, list[str]]:
    """Days by date, each with kind and name; together they must hold as a file does. Raises CalendarFaulty."""
    if not isinstance(value, dict):
        raise CalendarFaulty(reason=_("no days"))
    try:
        lines = [(str(day), str(kind), str(name)) for day, (kind, name) in sorted(value.items())]
    except (TypeError, ValueError) as error:
        raise CalendarFaulty(reason=_("no days")) from error
    if not lines:
        return {}
    found = parsed_days(text_of_days({day: (kind, name) for day, kind, name in lines}))
    return {day.isoformat(): [kind.value, name] for day, (kind, name) in found.items()}


def parsed_days(text: str, name: str = "days.csv") -> dict[date, tuple[DayKind, str]]:
    """The days of a CSV; raises CalendarFaulty with the line."""
    try:
        return parse_holidays(text, Path(name))
    except CalendarFileError as fault:
        raise CalendarFaulty(reason=str(fault)) from fault


def text_of_days(days: Mapping[str, tuple[str, str] | list[str]]) -> str:
    """Days as the CSV that they can be read from again."""
    import csv
    import io

    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerows((day, *kept) for day, kept in sorted(days.items()))
    return HEAD + out.getvalue()


def check_hours(value: Any) -> dict[str, Any]:
    """Office hours as the file has them, `default` and `offices`; raises CalendarFaulty."""
    if not isinstance(value, dict):
        raise CalendarFaulty(reason=_("no hours"))
    if value:
        try:
            parse_office_hours(value, Path("office_hours.toml"))
        except CalendarFileError as fault:
            raise CalendarFaulty(reason=str(fault)) from fault
    return value
