"""The county's own days off and office hours."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.cases.domain.calendar import tell_of_days
from linli.common.exchange import Files, State, csv_bytes, rows_of, toml_of
from linli.common.setting import stored_values
from linli.common.stored_calendar import DAYS, HOURS
from linli.common.toml import toml_text
from linli.people.domain.setting import write_values
from linli.people.exchange import register_settings_part

DAYS_FILE, HOURS_FILE = "holidays.csv", "office_hours.toml"
COLUMNS = ("date", "kind", "name")


def register() -> None:
    register_settings_part(
        "calendar", _("Calendar and office hours"), 60, ("calendar",), write=_write, read=_read, apply=_apply
    )


def _write(state: State) -> Files:
    files: Files = {}
    if DAYS in state:
        files[DAYS_FILE] = csv_bytes(COLUMNS, [(day, *row) for day, row in sorted(state[DAYS].items())])
    if HOURS in state:
        files[HOURS_FILE] = toml_text(state[HOURS]).encode()
    return files


def _read(files: Mapping[str, bytes]) -> State:
    found: State = {}
    days = {row["date"]: [row["kind"], row["name"]] for row in rows_of(files, DAYS_FILE, COLUMNS)}
    if days:
        found[DAYS] = days
    hours = toml_of(files, HOURS_FILE)
    return found | ({HOURS: hours} if hours else {})


def _apply(values: Mapping[str, Any]) -> None:
    before = stored_values().get(DAYS)
    write_values(values)
    if DAYS in values:
        tell_of_days(before, values[DAYS])
