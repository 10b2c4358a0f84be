"""Rooms that can be booked."""

from uuid import UUID

from django.db.models import QuerySet

from linli.bookings.enums import ResourceKind
from linli.bookings.models import Resource
from linli.common.queries.compiled import Values, record


def room_let(place_code: str, resource_id: UUID) -> Resource | None:
    """Return a room of a place while it is let, alone: for whoever takes a time of it, not for its page. One statement."""
    return record(Resource, {"id": resource_id, "place": place_code}, _let)


def _let(values: Values) -> QuerySet[Resource, Resource]:
    return Resource.objects.filter(
        id=values["id"], place__code=values["place"], closed_at__isnull=True, kind=ResourceKind.ROOM
    )
