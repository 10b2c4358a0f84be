"""For whom a centre approves what they book, because bookings were not kept."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from linli.bookings.models import Restraint
from linli.bookings.rules import MAY_MANAGE
from linli.people.reader import Reader


def restraint_of(account: UUID, *, at: datetime | None = None) -> Restraint | None:
    """Return what holds for somebody now. One statement."""
    at = at or now()
    return Restraint.objects.filter(account_id=account, lifted_at__isnull=True, since__lte=at, until__gt=at).first()


def objections_for(reader: Reader) -> list[Restraint]:
    """Return the objections that wait for an answer from the reader's centres, oldest first. One statement."""
    areas = tuple(post.area for post in reader.with_role(*MAY_MANAGE))
    rows = Restraint.objects.filter(objected_at__isnull=False, answered_at__isnull=True, lifted_at__isnull=True)
    found = rows.select_related("booking__resource__place").order_by("objected_at")[:200]
    return [row for row in found if row.booking.resource.place.area.startswith(areas)] if areas else []
