"""Who sees the files of centres beside the public page."""

from uuid import UUID

from django.http import HttpRequest

from linli.people.reader import Reader
from linli.places.models import Place
from linli.places.rules import may_manage


def may_see_photo(place_id: UUID, reader: Reader, request: HttpRequest) -> bool:  # noqa: ARG001  (a holder's shape)
    """Whoever looks after the place; everybody else sees what the page shows."""
    area = Place.objects.filter(pk=place_id).values_list("area", flat=True).first()
    return area is not None and may_manage(reader, area)
