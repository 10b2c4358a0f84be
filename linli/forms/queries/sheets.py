from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from linli.common.setting import value_of
from linli.forms.fillers import address_of
from linli.forms.models import Sheet
from linli.forms.queries.form import version_of
from linli.forms.retention import SHEETS
from linli.forms.rules import MOST_SHEETS


@dataclass(frozen=True)
class OpenSheet:
    """A form that was saved and not sent. `url`: where it is gone on with; "" where nobody asks it any more."""

    basket: UUID
    title: str
    saved_at: datetime
    until: datetime
    url: str
    is_invented: bool


def open_sheets(marks: tuple[str, ...]) -> list[OpenSheet]:
    """What somebody has begun and not sent, newest first. One statement."""
    kept = timedelta(days=value_of(SHEETS))
    rows = Sheet.objects.filter(owner__in=marks, sent_at=None).defer("answers").order_by("-saved_at")[: MOST_SHEETS * 2]
    return [
        OpenSheet(
            row.basket, str(version_of(row.version_id).shape.words), row.saved_at, row.saved_at + kept,
            address_of(row.purpose, row.subject, row.basket), row.is_invented,
        )
        for row in rows
    ]  # fmt: skip
