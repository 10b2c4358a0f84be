"""Model fields for personal data: sealed text, and the blind index by which it is found."""

from typing import Any

from django.db import models

from linli.people.keyring import keyring


class SealedTextField(models.Field):  # type: ignore[type-arg]
    """Text that is encrypted in the database and plain in memory; the empty text is stored as no bytes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes:
        return keyring().seal(value) if value else b""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        return keyring().unseal(bytes(value)) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        return ""  # never in a fixture


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """The keyed hash of a normalised value, for equality only; null where there is no value."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("db_collation", "C")
        if not kwargs.get("unique"):
            kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)
