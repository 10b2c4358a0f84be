import logging
import tomllib
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from linli.common.calendar import (
    CalendarFileError,
    DayKind,
    OfficeHours,
    WorkingCalendar,
    WorkingDays,
    parse_office_hours,
)
from linli.common.calendar.office_file import SHIPPED as SHIPPED_HOURS
from linli.common.domain.configuration import kept
from linli.common.setting import TOPIC, value_of
from linli.common.stored_calendar import DAYS, HOURS

logger = logging.getLogger(__name__)
Files = tuple[Path | None, Path | None]
State = tuple[tuple[int, int] | None, ...]

_in_force: dict[tuple[Files, str], WorkingCalendar] = {}
_refused: dict[Files, State] = {}


class _Own:
    """What the county brought over the files, and the calendar of both together: made once for each pair."""

    def __init__(self) -> None:
        self.days = {date.fromisoformat(day): DayKind(kind) for day, (kind, _name) in value_of(DAYS).items()}
        self.hours: dict[str, Any] = value_of(HOURS)
        self._made: tuple[WorkingCalendar, WorkingCalendar] | None = None

    def over(self, file: WorkingCalendar) -> WorkingCalendar:
        if not (self.days or self.hours):
            return file
        if self._made is None or self._made[0] is not file:
            self._made = (file, laid_over(file, self.days, self.hours))
        return self._made[1]


def laid_over(file: WorkingCalendar, days: dict[date, DayKind], hours: dict[str, Any]) -> WorkingCalendar:
    """The calendar of the files with days and hours of a county's own: a year that it brought is the county's wholly."""
    brought = WorkingDays(days).known_years
    kinds = {day: kind for day, kind in file.days.kinds.items() if day.year not in brought}
    own = OfficeHours(*parse_office_hours(hours, Path("office_hours.toml"))) if hours else file.hours
    return WorkingCalendar(WorkingDays(kinds | days), own, file.tz)


@lru_cache(maxsize=4)
def _load(holidays: Path | None, hours: Path | None, zone: str, state: State) -> WorkingCalendar:  # noqa: ARG001
    return WorkingCalendar.load(holidays, hours, ZoneInfo(zone))


def working_calendar() -> WorkingCalendar:
    """The calendar in force in this county: its own days and hours over those of the files."""
    return kept(TOPIC, _Own).over(file_calendar())


def file_calendar() -> WorkingCalendar:
    """The calendar of the installation's files; a file that has been replaced is read anew.

    A file that turns out faulty, or vanishes, while Linli runs does not take the calendar away: the one before it stays
    in force, the log says why once, and `linli doctor` calls it wrong. Raises CalendarFileError where none was ever read.
    """
    files: Files = (settings.LINLI_HOLIDAYS, settings.LINLI_OFFICE_HOURS)
    state = tuple(_state_of(file) for file in files)
    key = (files, settings.TIME_ZONE)
    if _refused.get(files) == state and key in _in_force:
        return _in_force[key]
    try:
        found = _in_force[key] = _load(*files, settings.TIME_ZONE, state)
    except CalendarFileError as fault:
        if key not in _in_force:
            raise
        _refused[files] = state
        logger.error("the calendar stays as it was: %s", fault)
        return _in_force[key]
    _refused.pop(files, None)
    return found


def file_hours() -> dict[str, Any]:
    """The content of the installation's file of office hours, from which a county's own begin."""
    text = (settings.LINLI_OFFICE_HOURS or SHIPPED_HOURS).read_text(encoding="utf-8-sig")
    return tomllib.loads(text)


def _state_of(file: Path | None) -> tuple[int, int] | None:
    """What changes when a file is replaced; None for one that is not there, which reading it then names."""
    try:
        state = file.stat() if file else None
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_ino) if state else None
