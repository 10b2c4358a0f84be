"""Insert rows of several tables in one statement: what happens at once is written at once.

A verb that opens a case writes eight facts. Eight statements cost eight plans and eight round trips; one with a CTE for
each table costs a third (measured by `make bench`). Foreign keys are checked at the end of the statement, so rows may
refer to each other. It inserts only, and knows nothing of signals or multi-table inheritance, which nobody here uses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Field, Model
from django.db.models.fields import AutoField


@dataclass(frozen=True)
class Raw:
    """One row that the ORM cannot write: a table and, for each column, an expression with its value."""

    table: str
    columns: dict[str, tuple[str, Any]]  # column → (expression with one %s, value)


def insert_together(*batches: Sequence[Model] | Raw, returning: tuple[Model, str] | None = None) -> None:
    """Insert all rows; `returning` names one row, alone in its batch, and a column that the database fills in."""
    parts, parameters, chosen = [], [], ""
    for number, batch in enumerate(found for found in batches if isinstance(found, Raw) or found):
        name = f"part_{number}"
        if isinstance(batch, Raw):
            values = ", ".join(expression for expression, _ in batch.columns.values())
            parts.append(f'{name} AS (INSERT INTO "{batch.table}" ({", ".join(batch.columns)}) VALUES ({values}))')  # noqa: S608
            parameters += [value for _, value in batch.columns.values()]
            continue
        fields = _fields(batch[0])
        columns = ", ".join(f'"{field.column}"' for field in fields)
        row = f"({', '.join(['%s'] * len(fields))})"
        back = ""
        if returning and batch[0] is returning[0]:
            back, chosen = f' RETURNING "{returning[1]}"', name
        table = batch[0]._meta.db_table
        parts.append(f'{name} AS (INSERT INTO "{table}" ({columns}) VALUES {", ".join([row] * len(batch))}{back})')  # noqa: S608
        parameters += [_value(field, one) for one in batch for field in fields]
    sql = f"WITH {', '.join(parts)} SELECT {f'* FROM {chosen}' if chosen else '1'}"  # noqa: S608  (names of our own tables and columns; every value is a parameter)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        answer = cursor.fetchone()
    if returning:
        setattr(returning[0], returning[1], answer[0])
    for batch in batches:
        if not isinstance(batch, Raw):
            for one in batch:
                one._state.adding = False


def _fields(row: Model) -> "list[Field[Any, Any]]":
    """The columns that we write: all but those the database fills in."""
    return [
        field
        for field in row._meta.concrete_fields
        if not (isinstance(field, AutoField) and row.pk is None) and not field.has_db_default()
    ]


def _value(field: "Field[Any, Any]", row: Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)
