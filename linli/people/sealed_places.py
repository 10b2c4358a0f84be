"""Where sealed values lie: found by walking the models, so that no app has to say."""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models

from linli.people.sealing import BlindIndexField, SealedTextField


@dataclass(frozen=True)
class Place:
    """A table that holds sealed values: its columns, and for each index column the sealed column it stands for."""

    model: type[models.Model]
    sealed: tuple[str, ...]
    indexes: dict[str, str]

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def table(self) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)

    @property
    def key(self) -> str:
        column = self.model._meta.pk.column
        assert column is not None
        return connection.ops.quote_name(column)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.sealed, *self.indexes)

    def old(self) -> str:
        """The condition for a row that holds anything under another key than the current one."""
        quote = connection.ops.quote_name
        # The first byte is the number of the key; empty bytes hold nothing.
        first = [f"substring({quote(column)} FROM 1 FOR 1)" for column in self.sealed]
        found = [f"({byte} <> ''::bytea AND {byte} <> %(byte)s)" for byte in first]
        found += [f"split_part({quote(column)}, ':', 1) <> %(number)s" for column in self.indexes]
        return "(" + " OR ".join(found) + ")"


def places() -> list[Place]:
    """Every model with a sealed field, in the order of the apps."""
    found = []
    for model in apps.get_models():
        fields = [field for field in model._meta.local_concrete_fields if field.column]
        sealed = {field.name: str(field.column) for field in fields if isinstance(field, SealedTextField)}
        indexes = {
            str(field.column): sealed[field.sealed_name] for field in fields if isinstance(field, BlindIndexField)
        }
        if sealed:
            found.append(Place(model, tuple(sealed.values()), indexes))
    return found
