"""The office-hours file: the default hours and those of single units; its keys are explained at its head."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from linli.common.calendar.errors import CalendarFileError
from linli.common.calendar.office import Office, Season, Spans, Week

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "calendar" / "office_hours.toml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
WEEK_KEYS = {"hours", "makeup", "days_off", *WEEKDAYS}
SPAN = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
LEAP_YEAR = range(date(2024, 1, 1).toordinal(), date(2025, 1, 1).toordinal())


def read_office_hours(path: Path | None = None) -> tuple[Office, dict[str, Office]]:
    """Read the default office and those with hours of their own; raises CalendarFileError."""
    path = path or SHIPPED
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except OSError as error:
        raise CalendarFileError(path, None, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CalendarFileError(path, None, "is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise CalendarFileError(path, int(line[1]) if line else None, f"is not TOML: {error}") from error
    return parse_office_hours(content, path, text)


def parse_office_hours(content: dict[str, Any], path: Path, text: str = "") -> tuple[Office, dict[str, Office]]:
    """Read the content of an office-hours file; raises CalendarFileError naming `path` and, given the text, the line."""
    try:
        return _read(content)
    except _Fault as fault:
        raise CalendarFileError(path, _line_of(fault.near, text), fault.reason) from fault


class _Fault(Exception):
    def __init__(self, where: str, near: str, reason: str) -> None:
        self.near, self.reason = near, f"{where}: {reason}"


def _line_of(near: str, text: str) -> int | None:
    """Return the first line on which a word stands outside a comment: the parsed file no longer knows its lines."""
    word = re.compile(rf"(?<![\w-]){re.escape(near)}(?![\w-])")
    return next((n for n, row in enumerate(text.splitlines(), 1) if word.search(row.partition("#")[0])), None)


def _read(content: dict[str, Any]) -> tuple[Office, dict[str, Office]]:
    _refuse_unknown("file", content, {"default", "offices"})
    default = _office("default", content.get("default"))
    for week in (default.week, *(season.week for season in default.seasons)):
        if not all((*week.weekdays, week.makeup)):
            raise _Fault("default", "default", "must be open on every weekday and make-up day")
    tables = content.get("offices", {})
    if not isinstance(tables, dict):
        raise _Fault("offices", "offices", "must be tables [offices.<unit>]")
    if "default" in tables:
        raise _Fault("offices.default", "offices.default", "the default hours stand in [default]")
    return default, {key: _office(f"offices.{key}", table) for key, table in tables.items()}


def _office(where: str, table: Any) -> Office:
    if not isinstance(table, dict):
        raise _Fault(where, where.rpartition(".")[2], f"must be a table [{where}]")
    _refuse_unknown(where, table, WEEK_KEYS | {"seasons", "note"})
    seasons = table.get("seasons", [])
    if not isinstance(seasons, list) or not all(isinstance(season, dict) for season in seasons):
        raise _Fault(where, "seasons", "seasons must be a list of tables")
    office = Office(_week(where, table), tuple(_season(f"{where}.seasons", season) for season in seasons))
    for day in map(date.fromordinal, LEAP_YEAR):
        if sum(season.holds(day) for season in office.seasons) > 1:
            raise _Fault(where, "seasons", f"two seasons hold {day:%m-%d}")
    return office


def _season(where: str, table: dict[str, Any]) -> Season:
    _refuse_unknown(where, table, WEEK_KEYS | {"from", "until", "note"})
    return Season(_month_day(where, table.get("from")), _month_day(where, table.get("until")), _week(where, table))


def _week(where: str, table: dict[str, Any]) -> Week:
    if "hours" not in table:
        raise _Fault(where, where.rpartition(".")[2], "has no hours")
    hours = _spans(f"{where}.hours", table["hours"])
    weekdays = tuple(_spans(f"{where}.{name}", table[name]) if name in table else hours for name in WEEKDAYS)
    if not any(weekdays):
        raise _Fault(where, where.rpartition(".")[2], "is never open")
    makeup = _spans(f"{where}.makeup", table["makeup"]) if "makeup" in table else weekdays[0]
    return Week(weekdays, makeup, _spans(f"{where}.days_off", table.get("days_off", [])))


def _spans(where: str, value: Any) -> Spans:
    if not isinstance(value, list):
        raise _Fault(where, where.rpartition(".")[2], 'must be a list like ["08:00-12:00", "14:30-17:30"]')
    spans: list[tuple[int, int]] = []
    for text in value:
        match = SPAN.fullmatch(str(text))
        opens, closes = (int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])) if match else (0, 0)
        if not (spans[-1][1] if spans else 0) <= opens < closes <= 24 * 60:
            raise _Fault(where, str(text), f"{text!r} is not a span like 08:00-12:00 that follows the one before it")
        spans.append((opens, closes))
    return tuple(spans)


def _month_day(where: str, value: Any) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2024-{value}")
    except ValueError as error:
        raise _Fault(where, str(value), f"{value!r} is not a month and day like 06-01") from error
    return day.month, day.day


def _refuse_unknown(where: str, table: dict[str, Any], known: set[str]) -> None:
    for key in table:
        if key not in known:
            raise _Fault(where, key, f"does not know the key {key!r}")
