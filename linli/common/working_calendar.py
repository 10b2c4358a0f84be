import logging
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from linli.common.calendar import CalendarFileError, WorkingCalendar

logger = logging.getLogger(__name__)
Files = tuple[Path | None, Path | None]
State = tuple[tuple[int, int] | None, ...]

_in_force: dict[tuple[Files, str], WorkingCalendar] = {}
_refused: dict[Files, State] = {}


@lru_cache(maxsize=4)
def _load(holidays: Path | None, hours: Path | None, zone: str, state: State) -> WorkingCalendar:  # noqa: ARG001
    return WorkingCalendar.load(holidays, hours, ZoneInfo(zone))


def working_calendar() -> WorkingCalendar:
    """The calendar in force; a file that has been replaced is read anew.

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


def _state_of(file: Path | None) -> tuple[int, int] | None:
    """What changes when a file is replaced; None for one that is not there, which reading it then names."""
    try:
        state = file.stat() if file else None
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_ino) if state else None
