from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from linli.common.calendar import WorkingCalendar


@lru_cache(maxsize=4)
def _load(holidays: Path | None, hours: Path | None, zone: str, read_at: tuple[float, ...]) -> WorkingCalendar:
    return WorkingCalendar.load(holidays, hours, ZoneInfo(zone))


def working_calendar() -> WorkingCalendar:
    """The calendar in force; a file that has been replaced is read anew."""
    files = (settings.LINLI_HOLIDAYS, settings.LINLI_OFFICE_HOURS)
    changed = tuple(file.stat().st_mtime for file in files if file)
    return _load(*files, settings.TIME_ZONE, changed)
