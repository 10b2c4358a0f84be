"""Where centres and bookings are found on the surfaces."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from linli.people.subjects import Subject
from linli.places.models import Place


def booking_path(booking_id: str, is_staff: bool) -> str:
    """A resident's own booking; staff find it in the calendar of their centre."""
    return reverse("centres:desk") if is_staff else reverse("centres:booking", kwargs={"booking_id": booking_id})


def resource_path(_resource_id: str, is_staff: bool) -> str:
    return reverse("centres:desk") if is_staff else reverse("centres:bookings")


def duties_path(_subject_id: str, is_staff: bool) -> str:
    return reverse("centres:duties") if is_staff else reverse("centres:find")


def describe_places(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """Places by their names."""
    rows = Place.objects.filter(id__in=keys).values_list("id", "name", "code")
    return {key: Subject(name, reverse("centres:centre", kwargs={"code": code})) for key, name, code in rows}
