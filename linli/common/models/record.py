from typing import Any

from django.db import models

from linli.common.ids import uuid7


class Record(models.Model):
    """A row with a key of ours: time-ordered, so that new rows lie together in the index."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class AreaCodeField(models.CharField):  # type: ignore[type-arg]
    """The significant digits of a division or grid (2, 4, 6, 9, 12 or 15), compared byte by byte.

    Source: GB/T 2260 (six digits), GB/T 10114 (nine), NBS statistical code (twelve), GB/T 47678.3 (fifteen).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 15)
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)
