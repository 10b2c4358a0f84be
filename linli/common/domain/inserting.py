"""New records written by statements that are compiled once, for what two hundred people do in the same second."""

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import AutoField, Model

from linli.common.queries.compiled import Statement


def insert(record: Model) -> None:
    """Write a new record by a statement that is compiled once for its model; its key is set where the database draws it.

    No signals are sent; constraints speak as they always do (IntegrityError).
    """
    fields = _given_by_us(type(record))
    values = {one.attname: one.get_db_prep_save(one.pre_save(record, add=True), connection) for one in fields}
    record.pk = _insertion(type(record)).rows(values)[0][0]
    record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS


def _key_of(model: type[Model]) -> str:
    key = model._meta.pk
    assert key is not None and key.column is not None  # noqa: PT018  (every model of ours has a key of one column)
    return key.column


@cache
def _given_by_us(model: type[Model]) -> tuple[Any, ...]:
    return tuple(one for one in model._meta.concrete_fields if not isinstance(one, AutoField))


@cache
def _insertion(model: type[Model]) -> Statement:
    meta, write = model._meta, connection.ops.quote_name
    columns = ", ".join(write(one.column) for one in _given_by_us(model))
    values = ", ".join(f"%({one.attname})s" for one in _given_by_us(model))
    return Statement.of_names(
        f"INSERT INTO {write(meta.db_table)} ({columns}) VALUES ({values}) RETURNING {write(_key_of(model))}"  # noqa: S608
    )
