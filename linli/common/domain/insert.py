"""Insert rows of several tables in one statement: what happens at once is written at once.

A verb that opens a case writes eight facts. Eight statements cost eight plans and eight round trips; one with a CTE for
each table costs a third (measured by `make bench`). Foreign keys are checked at the end of the statement, so rows may
refer to each other. It inserts only, and knows nothing of signals or multi-table inheritance, which nobody here uses.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model
from django.db.models.fields import AutoField

from linli.common.queries.compiled import Slot, Statement


@dataclass(frozen=True)
class Raw:
    """One row that the ORM cannot write: a table and, for each column, an expression with its value."""

    table: str
    columns: dict[str, tuple[str, Any]]  # column → (expression with one %s, value)


def insert_together(*batches: Sequence[Model] | Raw, returning: tuple[Model, str] | None = None) -> None:
    """Insert all rows; `returning` names one row, alone in its batch, and a column that the database fills in."""
    found = [batch for batch in batches if isinstance(batch, Raw) or batch]
    chosen = next((place for place, batch in enumerate(found) if returning and _first(batch) is returning[0]), None)
    shape = (tuple(map(_shape, found)), chosen, returning[1] if returning else "")
    parameters = [value for batch in found for value in _values(batch)]
    statement = _kept.get(shape)
    if statement is None:
        text = _text(found, chosen, returning[1] if returning else "")
        statement = Statement(text, tuple(Slot(str(place)) for place in range(len(parameters))))
        if len(parameters) <= MOST_KEPT:
            _kept[shape] = statement
    values = {str(place): value for place, value in enumerate(parameters)}
    answer = statement.rows(values, plan_anew=len(parameters) > MOST_KEPT)[0]
    if returning:
        setattr(returning[0], returning[1], answer[0])
    for batch in found:
        if not isinstance(batch, Raw):
            for one in batch:
                one._state.adding = False


MOST_KEPT = (
    500  # values: a verb writes a hundred; whoever writes rows by the thousand writes another statement each time
)
_kept: dict[Hashable, Statement] = {}


def _first(batch: Sequence[Model] | Raw) -> Model | None:
    return None if isinstance(batch, Raw) else batch[0]


def _shape(batch: Sequence[Model] | Raw) -> Hashable:
    if isinstance(batch, Raw):
        return batch.table, tuple((column, expression) for column, (expression, _) in batch.columns.items())
    return type(batch[0]), len(batch), batch[0].pk is None


def _text(batches: Sequence[Sequence[Model] | Raw], chosen: int | None, back: str) -> str:
    parts = []
    for place, batch in enumerate(batches):
        if isinstance(batch, Raw):
            table, columns = batch.table, ", ".join(batch.columns)
            rows = f"({', '.join(expression for expression, _ in batch.columns.values())})"
        else:
            fields = _fields(type(batch[0]), batch[0].pk is None)
            table, columns = batch[0]._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
            rows = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(batch))
        end = f' RETURNING "{back}"' if place == chosen else ""
        parts.append(f'part_{place} AS (INSERT INTO "{table}" ({columns}) VALUES {rows}{end})')  # noqa: S608
    # Names of our own tables and columns; every value is a parameter.
    return f"WITH {', '.join(parts)} SELECT {'1' if chosen is None else f'* FROM part_{chosen}'}"  # noqa: S608


def _values(batch: Sequence[Model] | Raw) -> Iterator[Any]:
    if isinstance(batch, Raw):
        return (value for _, value in batch.columns.values())
    fields = _fields(type(batch[0]), batch[0].pk is None)
    here = connections[DEFAULT_DB_ALIAS]  # itself, not Django's stand-in, which looks it up for every value
    return (field.get_db_prep_save(field.pre_save(one, add=True), here) for one in batch for field in fields)


@cache
def _fields(model: type[Model], is_keyless: bool) -> "list[Field[Any, Any]]":
    """The columns that we write: all but those the database fills in."""
    return [
        field
        for field in model._meta.concrete_fields
        if not (isinstance(field, AutoField) and is_keyless) and not field.has_db_default()
    ]
