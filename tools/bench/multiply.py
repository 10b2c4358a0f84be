"""Rows multiplied inside the database: what the demonstration made once through its verbs is copied, moved and shifted in time.

A copy has every column of its model, also one that is added later: only what must differ is said by whoever multiplies.
"""

from typing import Any

from django.db import models

Parts = dict[str, str]


def multiply(cursor: Any, model: type[models.Model], drawn: str, joined: str, /, **said: str) -> int:
    """Insert one copy of the row `t` of a model for each drawn row `d` that it is joined to; return how many.

    `joined` says how; `said` gives expressions for columns that differ. Days and moments move by `d.days` and `d.shift`,
    a key is new, everything else is the template's. Raises ValueError where a column that is said is not there.
    """
    columns = _columns(model) | said
    unknown = set(said) - {field.column for field in model._meta.concrete_fields}
    if unknown:
        raise ValueError(f"{model._meta.label} has no column {', '.join(sorted(unknown))}")
    table = model._meta.db_table
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(columns.values())} FROM {drawn} d JOIN {table} t ON {joined}"
    )
    return int(cursor.rowcount)


def _columns(model: type[models.Model]) -> Parts:
    return {
        str(field.column): expression
        for field in model._meta.concrete_fields
        if not field.generated and (expression := _expression(field))
    }


def _expression(field: Any) -> str:
    """Of a number that the database gives nothing is said."""
    if isinstance(field, models.AutoField):
        return ""
    if field.primary_key and field.remote_field is None:
        return "uuidv7(d.opened - now())"
    if isinstance(field, models.DateTimeField):
        return f't."{field.column}" + d.shift'
    return f't."{field.column}"' + (" + d.days" if isinstance(field, models.DateField) else "")
