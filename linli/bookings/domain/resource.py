"""What can be booked at a place is opened and closed by the centre."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from linli.bookings.domain.seats import FARTHEST, lock_resource
from linli.bookings.domain.waiting import end_waiting_for
from linli.bookings.errors import NotYourResource
from linli.bookings.models import Resource
from linli.bookings.rules import may_manage
from linli.common.domain.audit import note_deed
from linli.people.reader import Reader
from linli.places.errors import NameMissing
from linli.places.models import Place, Room

MEASURES = (
    "slot_minutes",
    "most_slots",
    "buffer_minutes",
    "lead_minutes",
    "horizon_days",
    "cancel_minutes",
    "needs_approval",
)

NO_MORE = "不再接受预约"  # what is told stands in Chinese, like every reason that an office writes


def let_room(room: Room, *, by: Reader, **measures: Any) -> Resource:
    """Let a room be booked, or by other measures than before; what is booked stays as it is. Raises NotYourResource."""
    with transaction.atomic():
        found = Resource.objects.select_for_update(of=("self",)).filter(room=room).select_related("place").first()
        resource = found or Resource(
            place=room.place, room=room, kind="room", name=room.name, is_invented=room.is_invented
        )
        if not may_manage(by, resource):
            raise NotYourResource
        resource.most_people, resource.closed_at = room.seats or 1, None
        for name, value in measures.items():
            if name in MEASURES:
                setattr(resource, name, value)
        resource.save()
        note_deed("resource.let", by=by, subject_kind="place", subject_id=room.place_id, area=room.place.area, name=room.name,
                  measures={name: value for name, value in measures.items() if name in MEASURES})  # fmt: skip
    return resource


def let_team(place: Place, name: str, *, by: Reader, **measures: Any) -> Resource:
    """Let a team go out from a place, or by other measures than before. Raises NotYourResource, NameMissing."""
    if not name.strip():
        raise NameMissing
    with transaction.atomic():
        found = Resource.objects.select_for_update(of=("self",)).filter(
            place=place, kind="team", name=name.strip()[:60]
        )
        resource = found.select_related("place").first() or Resource(place=place, kind="team", name=name.strip()[:60])
        if not may_manage(by, resource):
            raise NotYourResource
        resource.needs_approval, resource.closed_at = True, None  # who goes is named before anybody goes
        for measure, value in measures.items():
            if measure in MEASURES and measure != "needs_approval":
                setattr(resource, measure, value)
        resource.save()
        note_deed("resource.let", by=by, subject_kind="place", subject_id=place.id, area=place.area, name=resource.name,
                  measures={word: value for word, value in measures.items() if word in MEASURES})  # fmt: skip
    return resource


def let_no_more(resource: Resource, *, by: Reader, at: datetime | None = None) -> Resource:
    """Take no more bookings; those that are made stay, and whoever waits for a place is told. Raises NotYourResource."""
    if not may_manage(by, resource):
        raise NotYourResource
    at = at or now()
    with transaction.atomic():
        lock_resource(resource.pk)
        resource.closed_at = at
        resource.save(update_fields=["closed_at"])
        end_waiting_for(resource, at, at + FARTHEST, reason=NO_MORE, at=at)
        note_deed("resource.closed", by=by, subject_kind="place", subject_id=resource.place_id, area=resource.place.area,
                  name=resource.name)  # fmt: skip
    return resource
