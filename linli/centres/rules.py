"""Who sees the files of centres beside the public page, and what is stale or lacking."""

from uuid import UUID

from django.http import HttpRequest

from linli.bookings.rules import MAY_RECEIVE
from linli.people.enums import Role
from linli.people.reader import Reader
from linli.places.models import Place
from linli.places.rules import may_manage

# Those who look after centres, and those whose post covers all that happens in its area: nothing of a person stands there.
MAY_SEE_STALE = MAY_RECEIVE | {Role.DISPATCHER, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR}


def may_see_photo(place_id: UUID, reader: Reader, request: HttpRequest) -> bool:  # noqa: ARG001  (a holder's shape)
    """Whoever looks after the place; everybody else sees what the page shows."""
    area = Place.objects.filter(pk=place_id).values_list("area", flat=True).first()
    return area is not None and may_manage(reader, area)
