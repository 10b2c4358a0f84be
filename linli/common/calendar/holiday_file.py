"""The holiday file: one row for every date off and every make-up day, as the yearly notice has them."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

from linli.common.calendar.errors import CalendarFileError

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "calendar" / "holidays.csv"
COLUMNS = ["date", "kind", "name"]

# A year of the file is complete only with these: the fewest dates off in any year from 2004 to 2026 is 22
# (chinesecalendar 1.11.0), and these five have been off in all of them.
FEWEST_HOLIDAYS = 20
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    MAKEUP = "makeup_workday"


def may_belong_to_next_year(day: date) -> bool:
    return day.month == 12 and day.day >= 29


def read_holidays(path: Path | None = None) -> dict[date, DayKind]:
    """Read a holiday file, the shipped one if none is given; raises CalendarFileError."""
    path = path or SHIPPED
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CalendarFileError(path, None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CalendarFileError(path, None, "is not UTF-8 text") from error
    return {day: kind for day, (kind, _name) in parse_holidays(text, path).items()}


def parse_holidays(text: str, path: Path) -> dict[date, tuple[DayKind, str]]:
    """Read the text of a holiday file, each day with its kind and its name; raises CalendarFileError naming `path`."""
    rows = csv.reader(io.StringIO(text, newline=""))
    kinds: dict[date, tuple[DayKind, str]] = {}
    lines: dict[int, int] = {}
    try:
        if next(rows, None) != COLUMNS:
            raise CalendarFileError(path, 1, f"the first line must be {','.join(COLUMNS)}")
        for row in filter(None, rows):
            day, kind = _read_row(path, rows.line_num, row)
            if day in kinds:
                raise CalendarFileError(path, rows.line_num, f"{day} stands in the file twice")
            kinds[day] = kind, row[2]
            lines.setdefault(day.year, rows.line_num)
    except csv.Error as error:
        raise CalendarFileError(path, rows.line_num, f"is not CSV: {error}") from error
    _check_years(path, {day: kind for day, (kind, _name) in kinds.items()}, lines)
    return kinds


def _read_row(path: Path, line: int, row: list[str]) -> tuple[date, DayKind]:
    if len(row) != len(COLUMNS):
        raise CalendarFileError(path, line, f"has {len(row)} columns instead of {len(COLUMNS)}")
    try:
        day = date.fromisoformat(row[0])
    except ValueError as error:
        raise CalendarFileError(path, line, f"{row[0]!r} is not a date like 2026-01-01") from error
    if row[1] not in DayKind:
        raise CalendarFileError(path, line, f"{row[1]!r} is not a kind: {', '.join(DayKind)}")
    kind = DayKind(row[1])
    if kind is DayKind.MAKEUP and day.weekday() < 5:
        raise CalendarFileError(path, line, f"{day} is a make-up day but no Saturday or Sunday")
    return day, kind


def _check_years(path: Path, kinds: Mapping[date, DayKind], lines: Mapping[int, int]) -> None:
    """Refuse a year that looks cut short, which would quietly count its missing holidays as worked."""
    if not kinds:
        raise CalendarFileError(path, None, "holds no day")
    counts = Counter(day.year for day, kind in kinds.items() if kind is DayKind.HOLIDAY)
    for year in sorted({day.year for day in kinds if not may_belong_to_next_year(day)}):
        if counts[year] < FEWEST_HOLIDAYS:
            raise CalendarFileError(
                path, lines[year], f"{year} has {counts[year]} dates off, fewer than {FEWEST_HOLIDAYS}"
            )
        for month, day in ALWAYS_OFF:
            if kinds.get(date(year, month, day)) is not DayKind.HOLIDAY:
                raise CalendarFileError(path, lines[year], f"{year} lacks the holiday {month:02}-{day:02}")
