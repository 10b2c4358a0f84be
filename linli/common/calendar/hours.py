"""Office hours of all units, from a file that may be replaced."""

from collections.abc import Mapping
from pathlib import Path

from linli.common.calendar.office import Office
from linli.common.calendar.office_file import read_office_hours


class OfficeHours:
    """The default hours and those of single units; a unit not named keeps the default."""

    def __init__(self, default: Office, offices: Mapping[str, Office] | None = None) -> None:
        self.default = default
        self.offices = dict(offices or {})

    @classmethod
    def load(cls, path: Path | None = None) -> "OfficeHours":
        """Read an office-hours file, the shipped one if none is given; raises CalendarFileError."""
        return cls(*read_office_hours(path))
