"""Carry what somebody typed over to another version of the form. What has no place there is named, never lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from linli.forms.checks import check, check_all, is_blank
from linli.forms.enums import Kind
from linli.forms.faults import Fault
from linli.forms.said import said_of
from linli.forms.shape import Field, Shape, Words

WRITTEN = frozenset({Kind.TEXT, Kind.WORDS, Kind.NUMBER, Kind.DATE, Kind.IDENTITY, Kind.CREDIT_CODE, Kind.PHONE})
Given = Mapping[str, Any]


class Change(StrEnum):
    """What a new version did to a question."""

    ADDED = "added"
    GONE = "gone"
    AGAIN = "again"  # answered before, must be answered anew
    WORDED = "worded"  # asked in other words; the answer stands


@dataclass(frozen=True)
class Changed:
    """One question that is different. `said` is what was answered, where that has no place any more."""

    change: Change
    words: Words
    said: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Carried:
    """What stands in the fields of the new version, and what is different."""

    given: dict[str, Any]
    changes: tuple[Changed, ...]

    @property
    def left(self) -> list[tuple[str, str]]:
        return [(one.words.zh, one.said) for one in self.changes if one.said]


def carried(given: Given, old: Shape, new: Shape, *, today: date) -> Carried:
    """Return what fits into the new version as it was typed, and every question that differs."""
    kept: dict[str, Any] = {}
    changes: list[Changed] = []
    for field in new.fields:
        former, value = old.by_name.get(field.name), given.get(field.name)
        if former is None:
            changes.append(Changed(Change.ADDED, field.words, is_required=field.is_required))
            continue
        if is_blank(value):
            continue
        fits = _fitting(former, field, value, today)
        if fits is not None:
            kept[field.name] = fits
        if fits != value or not _holds(field, value, today):
            changes.append(
                Changed(Change.AGAIN, field.words, "" if fits == value else said_of(former, value), field.is_required)
            )
        elif former.words != field.words:
            changes.append(Changed(Change.WORDED, field.words))
    for former in old.fields:
        value = given.get(former.name)
        if former.name not in new.by_name and not is_blank(value):
            changes.append(Changed(Change.GONE, former.words, said_of(former, value)))
    return Carried(kept, tuple(changes))


def _fitting(former: Field, field: Field, value: Any, today: date) -> Any:
    """What of a value can stand in a field, or None."""
    if field.kind in WRITTEN and former.kind in WRITTEN:
        return value
    if field.kind is not former.kind:
        return None
    if field.kind is Kind.CHOICE:
        return value if field.option(str(value)) else None
    if field.kind is Kind.CHOICES:
        return [one for one in value if field.option(str(one))] or None
    if field.kind is Kind.ROWS:
        known = {one.name: one for one in former.fields}
        rows = [
            {
                inner.name: fits
                for inner in field.fields
                if inner.name in known and (fits := _fitting(known[inner.name], inner, row.get(inner.name), today))
            }
            for row in value
        ]
        return rows or None
    return value


def _holds(field: Field, value: Any, today: date) -> bool:
    if field.kind is Kind.ROWS:
        return not any(check_all(field.fields, row, today=today)[1] for row in value if not is_blank(row))
    try:
        check(field, value, today=today)
    except Fault:
        return False
    return True
