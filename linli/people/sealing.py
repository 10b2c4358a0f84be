"""Model fields for personal data: sealed text, and the blind index by which it is found."""

from typing import Any

from django.core import checks
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.lookups import Exact, IsNull

from linli.people.keyring import keyring


class SealedTextField(models.Field):  # type: ignore[type-arg]
    """Text that is encrypted in the database and plain in memory; the empty text is stored as no bytes.

    It can be asked for emptiness and nothing else: equal texts are sealed differently. `by_index` finds them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes:  # noqa: ARG002
        return keyring().seal(value) if value else b""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:  # noqa: ARG002
        return keyring().unseal(bytes(value)) if value else ""

    def get_lookup(self, lookup_name: str) -> Any:
        return {"exact": OnlyEmpty, "isnull": IsNull}.get(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:  # noqa: ARG002
        return ""  # never in a fixture


class OnlyEmpty(Exact):
    """A sealed text may be compared with the empty text; any other comparison would quietly find nothing."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise TypeError("sealed text cannot be compared; look for its blind index with by_index()")
        return self.rhs


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """The keyed hash of a normalised value, for equality only; null where there is no value.

    `of` names the sealed field of the same model that holds the value, from which a rotation makes the index anew;
    not given, it is the field's own name without `_index`.
    """

    non_db_attrs = (*models.CharField.non_db_attrs, "of")

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("db_collation", "C")
        if not kwargs.get("unique"):
            kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        # Django leaves out an index that is not there; here that is worth saying, for it is not the rule.
        said = {} if self.unique else {"db_index": kwargs.get("db_index", False)}
        return name, path, args, kwargs | said | ({"of": self.of} if self.of else {})

    @property
    def sealed_name(self) -> str:
        """The name of the sealed field that holds the value."""
        return self.of or self.name.removesuffix("_index")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        paired = {field.name for field in self.model._meta.local_fields if isinstance(field, SealedTextField)}
        if self.sealed_name not in paired:
            message = f"no sealed field {self.sealed_name!r} on the model, so a rotation could not renew this index"
            found.append(checks.Error(message, obj=self, id="people.E001"))
        return found


def index_of(plain: str) -> str | None:
    """The blind index of a normalised value under the current key; None for no value."""
    return keyring().index(plain) if plain else None


def by_index[M: models.Model](queryset: QuerySet[M], field: str, plain: str) -> QuerySet[M]:
    """Narrow a queryset to the rows whose blind index `field` stands for a normalised value, under whichever key."""
    return queryset.filter(Q(**{f"{field}__in": keyring().indexes(plain)}))
