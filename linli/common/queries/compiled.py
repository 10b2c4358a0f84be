"""Statements compiled once.

Django writes the text of a statement anew for every request, and PostgreSQL reads and plans it anew: together that costs
several times what answering it does. Here a statement is written once for each of its shapes, with stand-ins for the
values, and made ready once in each connection (PREPARE); from then on only the values change. The rule by which it
reads is still written once, as a queryset.
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from itertools import count
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from psycopg.adapt import Transformer
from psycopg.sql import quote

from linli.counties.current import current_schema

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Slot:
    """Where in the parameters of a statement a value of this name goes."""

    name: str


@dataclass(frozen=True, eq=False)
class Statement:
    """A text with `%s` for each of its parameters: constants, and slots to be filled."""

    text: str
    parameters: tuple[Any, ...]

    @classmethod
    def of_names(cls, text: str) -> "Statement":
        """A statement written by hand, with its values by name: `%(today)s`."""
        return cls(NAMED.sub("%s", text), tuple(Slot(name) for name in NAMED.findall(text)))

    def rows(self, values: Values, *, plan_anew: bool = False) -> list[tuple[Any, ...]]:
        """Fill it and read all rows, as plain tuples.

        PostgreSQL plans it once in each connection, for all values alike. `plan_anew`: for these values, where a plan
        that is good for most could be a bad one for a value that is rare.
        """
        with connection.cursor() as cursor:  # connected by now, and on the county's search path
            if plan_anew:
                cursor.execute(
                    self.text, [values[one.name] if isinstance(one, Slot) else one for one in self.parameters]
                )
            else:
                # Written out here: the driver would take the text apart for its parameters with every call.
                write = Transformer(connection.connection).as_literal
                given = b", ".join(write(values[one.name]) for one in self.parameters if isinstance(one, Slot)).decode()
                cursor.execute(f"{self._name()} ({given})" if given else self._name())
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _name(self) -> str:
        """How this connection calls it, in the county where we are; made ready there if it is not yet."""
        inner = connection.connection
        ready = _ready.setdefault(inner, {})
        key = (current_schema(), self)
        if (call := ready.get(key)) is None:
            name = f"linli_{len(ready)}"
            with inner.cursor() as plain:
                if not ready:
                    plain.execute("SET plan_cache_mode = force_generic_plan")
                plain.execute(f"PREPARE {name} AS {self._numbered}")
            call = ready[key] = f"EXECUTE {name}"
        return call

    @cached_property
    def _numbered(self) -> str:
        """The text as PREPARE takes it: slots as $1, $2; constants in full, so that partial indexes are recognised."""
        number = count(1)
        filled = (f"${next(number)}" if isinstance(one, Slot) else quote(one) for one in self.parameters)
        first, *others = (part.replace("%%", "%") for part in self.text.split("%s"))
        return first + "".join(value + part for value, part in zip(filled, others, strict=True))


NAMED = re.compile(r"%\((\w+)\)s")
Write = Callable[[Values], Sequence[QuerySet[Any, Any]]]
_kept: dict[Hashable, Statement] = {}
_ready: WeakKeyDictionary[Any, dict[tuple[str, Statement], str]] = WeakKeyDictionary()


def rows(
    shape: Hashable, values: Values, write: Callable[[Values], QuerySet[Any, Any]], *, plan_anew: bool = False
) -> list[tuple[Any, ...]]:
    """The rows of the statement that `write` gives, as plain tuples; `plan_anew` as in `Statement.rows`.

    `write` builds a queryset of `values_list` from the values it is given: the same one for the same shape, whatever
    the values. It may only pass a value on, never look at it, and may not select a column that Django itself converts.
    """
    return kept_statement(shape, values, lambda stand_ins: [write(stand_ins)]).rows(values, plan_anew=plan_anew)


def record[M: Model](model: type[M], values: Values, write: Callable[[Values], QuerySet[M, M]]) -> M | None:
    """The first of the records that `write` gives: whole rows of the model and nothing joined; None where there is none.

    For what every request or deed begins with. `write` is a function of a module: it is the shape as well.
    """
    found = rows((model, write), values, write)
    if not found:
        return None
    names, converters = _columns_of(model)
    row = list(found[0])
    for place, convert in converters:
        row[place] = convert(row[place], None, connection)
    return model.from_db(DEFAULT_DB_ALIAS, names, row)


@cache
def _columns_of(model: type[Model]) -> tuple[tuple[str, ...], tuple[tuple[int, Callable[..., Any]], ...]]:
    """The names of a model's columns, and those that have to be converted as they come in (sealed texts), by place."""
    fields = model._meta.concrete_fields
    converters = ((place, one.from_db_value) for place, one in enumerate(fields) if hasattr(one, "from_db_value"))
    return tuple(one.attname for one in fields), tuple(converters)


def kept_statement(
    shape: Hashable, values: Values, write: Write, around: Callable[[list[str]], str] = "".join
) -> Statement:
    """The statement of a shape, compiled when it is first asked for."""
    statement = _kept.get(shape)
    if statement is None:
        statement = _kept[shape] = compiled(values, write, around)
    return statement


def compiled(values: Values, write: Write, around: Callable[[list[str]], str] = "".join) -> Statement:
    """Compile the querysets that `write` gives into one statement; `around` puts their texts together."""
    stand_ins = {name: _stand_in(value, number) for number, (name, value) in enumerate(values.items(), start=1)}
    slots = {stand_in: Slot(name) for name, stand_in in stand_ins.items()}
    # What nothing can answer (of no kind at all) is asked all the same: its shape is the same as that of others.
    compilers = [queryset.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False) for queryset in write(stand_ins)]
    parts = [compiler.as_sql() for compiler in compilers]
    parameters = tuple(slots.get(one, one) for _, given in parts for one in given)
    return Statement(around([text for text, _ in parts]), parameters)


def _stand_in(value: Any, number: int) -> Any:
    """A value of the same type that stands nowhere else in a statement."""
    match value:
        case datetime():
            return datetime(1900, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
        case date():
            return date(1900, 1, 1) + timedelta(days=number)
        case UUID():
            return UUID(int=number)
        case str():
            return f"\x00{number}"
        case int():
            return -1_000_000 - number
    raise TypeError(f"nothing can stand in for a {type(value).__name__}")
