"""The cells of the table of matters, in the reader's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from linli.cases.queries.listing import CaseRow
from linli.common.templatetags.linli import moment_words as spoken
from linli.desk.queries.columns import Column
from linli.desk.queries.rows import case_url, due_of


class Cell(NamedTuple):
    """One cell: its column, what stands in it, and its tone where it has one."""

    name: str
    words: str
    tone: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class TableRow:
    """One matter, with its address."""

    url: str
    cells: list[Cell]


def table_row(row: CaseRow, columns: list[Column], *, query: str, at: datetime) -> TableRow:
    return TableRow(case_url(row.number_text, query), [_cell(row, column, at) for column in columns])


def _cell(row: CaseRow, column: Column, at: datetime) -> Cell:
    if column.name == "due":
        due = due_of(row, at) if row.is_open else None
        return Cell(column.name, due.words, due.tone) if due else Cell(column.name, "")
    value = column.value(row)
    words = spoken(value, at) if isinstance(value, datetime) else "" if value is None else str(value)
    return Cell(column.name, words, numeric=column.numeric)
