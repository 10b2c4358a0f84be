"""Who looked at whose data: for the person concerned without names, for those who watch with them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import get_current_timezone

from linli.people.models import Look
from linli.people.reader import Reader
from linli.people.rules import looks_posts

COUNTY_DIGITS = 6


@dataclass(frozen=True)
class LooksAsked:
    """What to narrow the list down to."""

    unit_id: UUID | None = None
    actor_ids: Collection[UUID] | None = None
    day: date | None = None


def looks_at_person(account_id: UUID) -> QuerySet[Look]:
    """Every look at what belongs to an account; the name of the one who looked is not loaded."""
    return Look.objects.filter(person_id=account_id).defer("actor_id", "actor_name")


def looks(reader: Reader, asked: LooksAsked | None = None) -> QuerySet[Look]:
    """The looks that an auditor or administrator may read: those made in posts of their own areas."""
    asked = asked or LooksAsked()
    found = Look.objects.filter(_where(reader))
    if asked.unit_id:
        found = found.filter(unit_id=asked.unit_id)
    if asked.actor_ids is not None:
        found = found.filter(actor_id__in=asked.actor_ids)
    if asked.day:
        found = found.filter(at__range=_hours_of(asked.day))
    return found


def _where(reader: Reader) -> Q:
    areas = {post.area for post in looks_posts(reader)}
    if any(len(area) <= COUNTY_DIGITS for area in areas):
        return Q()
    within = Q(pk__in=[])
    for area in areas:
        within |= Q(area__startswith=area)
    return within


def _hours_of(day: date) -> tuple[datetime, datetime]:
    zone = get_current_timezone()
    return datetime.combine(day, time.min, zone), datetime.combine(day, time.max, zone)
