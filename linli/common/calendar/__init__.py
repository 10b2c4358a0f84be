"""The working-day calendar and the limits that run on it (民法典 200–204): pure functions, no database."""

from linli.common.calendar.days import WorkingDays
from linli.common.calendar.errors import CalendarFileError, LimitError
from linli.common.calendar.holiday_file import DayKind, parse_holidays
from linli.common.calendar.hours import OfficeHours
from linli.common.calendar.limits import Due, Limit, LimitUnit, Pause
from linli.common.calendar.office_file import parse_office_hours
from linli.common.calendar.statutes import Statute, statutory_unit
from linli.common.calendar.working import SHANGHAI, WorkingCalendar

__all__ = [
    "SHANGHAI",
    "CalendarFileError",
    "DayKind",
    "Due",
    "Limit",
    "LimitError",
    "LimitUnit",
    "OfficeHours",
    "Pause",
    "Statute",
    "WorkingCalendar",
    "WorkingDays",
    "parse_holidays",
    "parse_office_hours",
    "statutory_unit",
]
