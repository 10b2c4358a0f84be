"""Low ratings as those who follow them up see them: without whoever rated, and never those of one's own work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now, TruncDate
from django.utils.timezone import now

from linli.areas.queries.map import area_name
from linli.people.models import Post
from linli.people.reader import Reader
from linli.people.subjects import subjects
from linli.ratings.domain.follow_up import SUBJECTS
from linli.ratings.enums import Grade, Rated
from linli.ratings.models import FollowUp
from linli.ratings.rules import MAY_FOLLOW_UP, areas_of, held_by

MOST = 100
VIEWS = ("", "late", "over")


@dataclass(frozen=True)
class FollowUpLine:
    """One low rating with how far it is."""

    id: UUID
    kind: str
    number: str
    title: str
    place: str
    grade: str
    said: str  # what was written with it, masked
    url: str  # of what was rated; empty where it has no page for staff
    rated_at: datetime
    due_at: datetime
    is_late: bool
    escalated_at: datetime | None
    checked_at: datetime | None
    is_confirmed: bool | None
    righted_at: datetime | None
    answered_at: datetime | None
    note: str

    @property
    def may_answer(self) -> bool:
        return self.checked_at is not None and not (self.is_confirmed and self.righted_at is None)


def visible_to(reader: Reader) -> QuerySet[FollowUp]:
    """The low ratings of the areas of a reader's posts, but for those of the reader's own work, their unit's, or their own."""
    place = Q(pk__in=())
    for area in areas_of(reader, *MAY_FOLLOW_UP):
        place |= held_by(area)
    units = [post.unit_id for post in reader.posts]
    own = Q(rating__served_by__contains=[str(reader.actor_id)]) | Q(rating__rater=reader.actor_id)
    return FollowUp.objects.filter(place).exclude(
        own | Q(rating__served_unit__in=units) | Q(rating__about_unit__in=units)
    )


def follow_ups(reader: Reader, *, view: str = "") -> Sequence[FollowUpLine]:
    """What is owed by its day, what is overdue, or what was answered. One statement, and one to name what was rated."""
    found = visible_to(reader).filter(answered_at__isnull=view != "over").select_related("rating__place")
    if view == "late":
        found = found.filter(due_at__lt=now())
    rows = list(found.order_by("-answered_at", "-id") if view == "over" else found.order_by("due_at", "id"))[:MOST]
    pages = subjects({(SUBJECTS[Rated(row.rating.kind)], row.rating.subject_id) for row in rows})
    return [_line(row, pages[SUBJECTS[Rated(row.rating.kind)], row.rating.subject_id].url) for row in rows]


def _line(row: FollowUp, url: str) -> FollowUpLine:
    rating = row.rating
    return FollowUpLine(
        row.id, str(Rated(rating.kind).label), rating.number, rating.title, rating.place.name if rating.place else area_name(rating.area),
        str(Grade(rating.grade).label), rating.note, url, rating.rated_at, row.due_at,
        row.answered_at is None and row.due_at < now(), row.escalated_at, row.checked_at, row.is_confirmed,
        row.righted_at, row.answered_at, row.note,
    )  # fmt: skip


def follow_up_seen(number: UUID, reader: Reader) -> FollowUp | None:
    return visible_to(reader).filter(pk=number).select_related("rating").first()


def late_of(account: UUID) -> QuerySet[FollowUp]:
    """What is overdue for an account, by the posts it holds today: the number beside the navigation."""
    today = TruncDate(Now())
    own = Q(account_id=account) & (Q(until_on__isnull=True) | Q(until_on__gte=today))
    stands_in = Q(substitute_id=account, substitute_from_on__lte=today) & (
        Q(substitute_until_on__isnull=True) | Q(substitute_until_on__gte=today)
    )
    held_today = Post.objects.filter(own | stands_in, from_on__lte=today)
    held = held_today.filter(role__in=sorted(MAY_FOLLOW_UP))
    over = held.annotate(there=ExpressionWrapper(OuterRef("area"), output_field=CharField())).filter(
        there__startswith=F("area")
    )
    concerned = held_today.filter(Q(unit=OuterRef("rating__served_unit")) | Q(unit=OuterRef("rating__about_unit")))
    return FollowUp.objects.filter(Exists(over), ~Exists(concerned), answered_at__isnull=True, due_at__lt=Now())
