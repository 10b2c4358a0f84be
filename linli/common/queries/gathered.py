"""Rows of other tables gathered into one column, so that a thing with all its parts is read in one statement."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model, QuerySet
from django.db.models.expressions import Subquery
from django.db.models.fields.json import JSONField


class Gathered(Subquery):
    """The rows of a queryset, in its order, as one value of JSON; null where there is none."""

    template = "(SELECT json_agg(the_row) FROM (%(subquery)s) the_row)"
    output_field = JSONField()

    def __init__(self, queryset: QuerySet[Any]) -> None:
        model: type[Model] = queryset.model
        super().__init__(queryset.values(*column_names(model)))


@cache
def column_names(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


def objects_of[M: Model](model: type[M], found: Iterable[Mapping[str, Any]] | None) -> tuple[M, ...]:
    """The gathered rows as objects, as if they had been read one by one."""
    reads = _readers(model)
    names = [name for name, _ in reads]
    return tuple(
        model.from_db(DEFAULT_DB_ALIAS, names, [read(row[name]) if read else row[name] for name, read in reads])
        for row in found or ()
    )


Read = Callable[[Any], Any]


@cache
def _readers(model: type[Model]) -> tuple[tuple[str, Read | None], ...]:
    return tuple((field.attname, _reader(field)) for field in model._meta.concrete_fields)


def _reader(field: "Field[Any, Any]") -> Read | None:
    """How a value of JSON becomes what the field would have given; None where it is that already."""
    if field.is_relation:
        return _reader(field.target_field)  # type: ignore[attr-defined]  # a foreign key's
    plain = PLAIN.get(field.get_internal_type())
    convert = getattr(field, "from_db_value", None)
    if convert is None or isinstance(field, JSONField):
        return plain
    return lambda value: convert(plain(value) if plain else value, None, connection)


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _number(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _bytes(value: str | None) -> bytes | None:
    return bytes.fromhex(value.removeprefix(r"\x")) if value is not None else None


PLAIN: dict[str, Read] = {"DateTimeField": _moment, "UUIDField": _number, "BinaryField": _bytes}
