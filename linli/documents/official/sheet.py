"""What stands on an official paper, apart from how it is laid out: pure data, kept sealed until the files are made."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Line:
    """A paragraph. `is_heading`: a heading of the first level (一、…); `is_plain`: without the two characters' indent."""

    words: str
    is_heading: bool = False
    is_plain: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. `widths` in hundredths of the text's width."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """One paper. `has_red_head`: the body itself issues it as a document of its own (GB/T 9704); letters to residents have none."""

    title: str
    to: str
    body: tuple[Line | Grid, ...]
    issuer: str
    is_signed: bool = False  # lines for the signatures of who hands over and who takes
    has_red_head: bool = False
    attachments: tuple[str, ...] = ()
    is_invented: bool = False


@dataclass(frozen=True)
class Marks:
    """What the register gives a paper: its number, its day, and how anybody can check it."""

    number: str
    on: date
    code: str
    address: str  # where it is checked, with the code in it
    portal: str  # the same without it, as a person types it
    seal: str  # what is said of the seal; "" where one is put on


def written(sheet: Sheet) -> str:
    return json.dumps(sheet, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    return dict(vars(value))


def read_sheet(text: str) -> Sheet:
    said = json.loads(text)
    body = tuple(_block(block) for block in said.pop("body"))
    return Sheet(body=body, attachments=tuple(said.pop("attachments")), **said)


def _block(block: dict[str, Any]) -> Line | Grid:
    if "columns" in block:
        rows = tuple(tuple(row) for row in block["rows"])
        return Grid(tuple(block["columns"]), rows, tuple(block["widths"]))
    return Line(**block)


def day_words(on: date) -> str:
    """A date as official papers write it: Arabic figures, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{on.year}年{on.month}月{on.day}日"


def numbered(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows with their numbers before them."""
    return tuple((str(place), *row) for place, row in enumerate(rows, 1))
