"""The cells of the table of matters, in the reader's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from linli.cases.domain.instruction import KIND
from linli.cases.queries.listing import CaseRow
from linli.cases.rules import may_instruct
from linli.common.templatetags.linli import moment_words as spoken
from linli.desk.queries.columns import Column
from linli.desk.queries.rows import case_url, due_of
from linli.people.reader import Reader

# What does not say by itself what it is.
LABELLED = frozenset({"opened", "whole_due", "closed", "on_time", "rating", "followers", "reopened"})


class Cell(NamedTuple):
    """One cell: its column, what stands in it, and its tone where it has one."""

    name: str
    words: str
    tone: str = ""
    numeric: bool = False
    label: str = ""  # what it is called where it stands without its head, on a phone


@dataclass(frozen=True)
class TableRow:
    """One matter, with its address; and where an instruction is given on it, for a leader."""

    url: str
    cells: list[Cell]
    instruct_url: str = ""


def table_row(
    row: CaseRow, columns: list[Column], *, query: str, at: datetime, reader: Reader | None = None
) -> TableRow:
    """One row; `reader`: a leader, who is offered an instruction on it."""
    instruct_url = f"{case_url(row.number_text)}instruction/" if reader and may_instruct_on(reader, row) else ""
    return TableRow(case_url(row.number_text, query), [_cell(row, column, at) for column in columns], instruct_url)


def may_instruct_on(reader: Reader, row: CaseRow) -> bool:
    """As on the page of the matter: what lies in the area of the post, of another unit, and no instruction itself."""
    is_concerned = row.about_unit_id is not None and any(post.unit_id == row.about_unit_id for post in reader.posts)
    return row.kind_id != KIND and not is_concerned and may_instruct(reader, row.area)


def _cell(row: CaseRow, column: Column, at: datetime) -> Cell:
    if column.name == "due":
        due = due_of(row, at) if row.is_open else None
        return Cell(column.name, due.words, due.tone) if due else Cell(column.name, "")
    value = column.value(row)
    words = spoken(value, at) if isinstance(value, datetime) else "" if value is None else str(value)
    label = str(column.title) if column.name in LABELLED else ""
    return Cell(column.name, words, numeric=column.numeric, label=label)
