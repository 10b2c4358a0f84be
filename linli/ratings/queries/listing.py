"""Lists of ratings for staff: limited ranges of an index, one an area, put together by UNION ALL and paged by key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from linli.people.reader import Reader
from linli.ratings.enums import CLOSED, Grade, Rated
from linli.ratings.models import Rating
from linli.ratings.rules import areas_of, held_by

PAGE = 50
NO_ITEM = "-"  # what was rated without an item: a visit for something that is on no list


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to: a kind, an item, a place or town, a grade (0: the two lowest), days (both included)."""

    kind: str = ""
    item: str = ""
    place: str = ""
    town: str = ""
    grade: int | None = None
    first: date | None = None
    last: date | None = None

    @property
    def words(self) -> dict[str, str]:
        """As the address says it."""
        said = {
            "kind": self.kind, "item": self.item, "place": self.place, "town": self.town, "grade": self.grade,
            "first": self.first, "last": self.last,
        }  # fmt: skip
        return {name: str(value) for name, value in said.items() if value not in ("", None)}

    def of(self, **more: Any) -> "Wanted":
        return replace(self, **more)


@dataclass(frozen=True)
class RatingRow:
    """One line of the list: of whom it is, is not said."""

    id: UUID
    rated_at: datetime
    kind: str
    number: str
    title: str
    place: str
    grade: str
    is_low: bool
    door: str
    said: str
    shown: str
    may_show: bool


@dataclass(frozen=True)
class RatingList:
    """A page of the list; `older` is the key of the next, empty at the end."""

    rows: Sequence[RatingRow]
    older: str = ""


def visible_to(reader: Reader) -> Q:
    """The condition of the areas of a reader's posts, but for ratings of the reader's own work."""
    seen = Q(pk__in=())
    for area in areas_of(reader):
        seen |= held_by(area)
    return seen & not_own(reader)


def not_own(reader: Reader) -> Q:
    """Nothing of one's own work, and nothing of a closed compartment."""
    return ~Q(served_by__contains=[str(reader.actor_id)]) & ~Q(kind__in=sorted(CLOSED))


def condition(wanted: Wanted) -> Q:
    """What a list asks of a rating."""
    found = Q()
    for name, value in (("kind", wanted.kind), ("place__code", wanted.place), ("town", wanted.town)):
        found &= Q(**{name: value}) if value else Q()
    if wanted.item:
        found &= Q(item_code="" if wanted.item == NO_ITEM else wanted.item)
    if wanted.grade is not None:
        found &= Q(grade=wanted.grade) if wanted.grade else Q(grade__lte=Grade.DISSATISFIED)
    if wanted.first:
        found &= Q(rated_at__gte=make_aware(datetime.combine(wanted.first, time())))
    if wanted.last:
        found &= Q(rated_at__lt=make_aware(datetime.combine(wanted.last + timedelta(days=1), time())))
    return found


def list_ratings(reader: Reader, wanted: Wanted, *, older: str = "", size: int = PAGE) -> RatingList:
    """The ratings of a reader's areas, newest first. Two statements."""
    ranges = [_range(reader, area, wanted, older)[: size + 1] for area in areas_of(reader)]
    if not ranges:
        return RatingList([])
    first, *others = ranges
    keys = list(first.union(*others, all=True).order_by("-rated_at", "-id")[: size + 1] if others else first)
    ids = [key for key, _at in keys][:size]
    rows = {row.id: row for row in Rating.objects.filter(id__in=ids).select_related("place")}
    found = [_line(rows[key]) for key in ids if key in rows]
    return RatingList(found, _key(found[-1]) if len(keys) > size and found else "")


def rating_seen(number: UUID, reader: Reader) -> Rating | None:
    return Rating.objects.filter(visible_to(reader), pk=number).first()


def _range(reader: Reader, area: str, wanted: Wanted, older: str) -> QuerySet[Rating, Any]:
    found = Rating.objects.filter(held_by(area), condition(wanted), not_own(reader))
    if key := _read(older):
        found = found.filter(Q(rated_at__lt=key[0]) | Q(rated_at=key[0], id__lt=key[1]))
    return found.order_by("-rated_at", "-id").values_list("id", "rated_at")


def _line(row: Rating) -> RatingRow:
    return RatingRow(
        row.id, row.rated_at, str(Rated(row.kind).label), row.number, row.title, row.place.name if row.place else "",
        str(Grade(row.grade).label), row.grade <= Grade.DISSATISFIED, row.get_door_display(), row.note, row.shown_words,
        bool(row.note),
    )  # fmt: skip


def _key(row: RatingRow) -> str:
    return f"{row.rated_at.isoformat()}~{row.id}"


def _read(key: str) -> tuple[datetime, UUID] | None:
    """The key of a page; None where the address was tampered with."""
    at, _, number = key.partition("~")
    try:
        moment = datetime.fromisoformat(at)
        return (moment, UUID(number)) if moment.tzinfo else None
    except ValueError:
        return None
