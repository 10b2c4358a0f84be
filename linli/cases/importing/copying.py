"""Write many rows of a model by COPY: ten times as fast as INSERT, and the same columns as `insert_together`."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model
from django.db.models.fields import AutoField

from linli.people.sealing import SealedTextField


def copy_rows(rows: Sequence[Model]) -> None:
    """Copy rows of one model; what the database fills in (numbers) is left to it."""
    if not rows:
        return
    fields = [
        field for field in rows[0]._meta.concrete_fields
        if not field.has_db_default() and not isinstance(field, AutoField)
    ]  # fmt: skip
    plain = [(field.attname, _reader(field)) for field in fields]
    copy_tuples(
        rows[0]._meta.db_table, [str(field.column) for field in fields],
        ([read(getattr(row, name)) if read else getattr(row, name) for name, read in plain] for row in rows),
    )  # fmt: skip


def copy_tuples(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    # psycopg's own cursor, whose errors are made Django's: Django's wrapper knows no COPY.
    into = f'COPY "{table}" ({names}) FROM STDIN'
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _reader(field: "Field[Any, Any]") -> Any:
    """How a value becomes what the column takes; None where it is that already."""
    if isinstance(field, JSONField):
        return lambda value: json.dumps(value, ensure_ascii=False)
    if isinstance(field, SealedTextField):
        return lambda value: field.get_db_prep_value(value, connection)
    return None
