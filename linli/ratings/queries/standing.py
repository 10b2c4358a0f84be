"""How it stands with the rating of one thing, for whoever may rate it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import now

from linli.ratings.enums import FOLLOWED_UP, Grade, Rated
from linli.ratings.models import Rating
from linli.ratings.settings import is_open, open_until


@dataclass(frozen=True)
class Standing:
    """What was said and what became of it. `until`: the last day to rate; `may_rate`: it was not, and can still be."""

    until: date
    may_rate: bool
    grade: str = ""
    rated_at: datetime | None = None
    is_low: bool = False
    due_at: datetime | None = None  # by when it is answered
    checked_at: datetime | None = None
    answered_at: datetime | None = None
    answer: str = ""


def standing_of(
    kind: Rated, subject_id: UUID, ended_at: datetime, *, round_: int = 0, at: datetime | None = None
) -> Standing:
    """Return it for something that is done. One statement."""
    row = Rating.objects.filter(kind=kind, subject_id=subject_id, round=round_).select_related("follow_up").first()
    until = open_until(ended_at)
    if row is None:
        return Standing(until, is_open(ended_at, at or now()))
    low = getattr(row, "follow_up", None)
    return Standing(
        until, False, str(Grade(row.grade).label), row.rated_at, row.grade in FOLLOWED_UP, low and low.due_at,
        low and low.checked_at, low and low.answered_at, low.note if low and low.answered_at else "",
    )  # fmt: skip


def rated_among(kind: Rated, subjects: Collection[UUID]) -> set[UUID]:
    """Which of these were rated already. One statement."""
    return set(Rating.objects.filter(kind=kind, subject_id__in=subjects).values_list("subject_id", flat=True))
