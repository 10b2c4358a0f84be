"""Low ratings as those who follow them up see them: without the name of whoever rated."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from linli.cases.enums import Grade
from linli.cases.queries.listing import number_text
from linli.hall.application_rules import MAY_FOLLOW_UP
from linli.hall.models import RatingFollowUp
from linli.hall.queries.item import in_language
from linli.people.reader import Reader

MOST = 100


@dataclass(frozen=True)
class FollowUpLine:
    """One low rating with how far it is."""

    id: UUID
    number: str
    title: str
    grade: str
    rated_at: datetime
    due_at: datetime
    is_late: bool
    checked_at: datetime | None
    is_confirmed: bool | None
    righted_at: datetime | None
    answered_at: datetime | None
    note: str

    @property
    def may_answer(self) -> bool:
        return self.checked_at is not None and not (self.is_confirmed and self.righted_at is None)


def _seen(reader: Reader) -> QuerySet[RatingFollowUp]:
    place = Q(pk__in=())
    for post in reader.with_role(*MAY_FOLLOW_UP):
        place |= Q(village__startswith=post.area)
    return RatingFollowUp.objects.filter(place)


def follow_ups(reader: Reader, *, over: bool = False) -> list[FollowUpLine]:
    """The low ratings of a reader's areas. One statement."""
    rows = _seen(reader).filter(answered_at__isnull=not over).select_related("case__application__version__item")
    ordered = rows.order_by("-answered_at", "-id") if over else rows.order_by("due_at", "id")
    here = now()
    return [
        FollowUpLine(
            row.id, number_text(row.case.number, row.case.opened_at), _title(row), str(Grade(row.grade).label),
            row.rated_at, row.due_at, row.answered_at is None and row.due_at < here, row.checked_at, row.is_confirmed,
            row.righted_at, row.answered_at, row.note,
        )
        for row in ordered[:MOST]
    ]  # fmt: skip


def _title(row: RatingFollowUp) -> str:
    item = row.case.application.version.item
    return in_language(item.name, item.name_en)


def follow_up_seen(number: UUID | str, reader: Reader) -> RatingFollowUp | None:
    return _seen(reader).filter(pk=number).first()
