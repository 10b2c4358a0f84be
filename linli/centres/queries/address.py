"""Where centres and bookings are found on the surfaces."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from linli.bookings.enums import ResourceKind
from linli.bookings.models import Booking
from linli.people.reader import Reader
from linli.people.subjects import Subject
from linli.places.models import Place


def booking_path(booking_id: str, is_staff: bool) -> str:
    """A resident's own booking; staff find it in the calendar of their centre."""
    return reverse("centres:desk") if is_staff else reverse("centres:booking", kwargs={"booking_id": booking_id})


def page_of_booking(booking: Booking, reader: Reader) -> str:
    """A visit has its page at the desk; what else staff receive stands in the calendar of the place."""
    if not reader.is_staff:
        return reverse("centres:booking", args=[booking.id])
    if booking.resource.kind == ResourceKind.TEAM:
        return reverse("centres:desk-visit", args=[booking.id])
    day = localtime(booking.starts_at).date().isoformat()
    return f"{reverse('centres:desk-bookings', args=[booking.resource.place.code])}?from={day}"


def resource_path(_resource_id: str, is_staff: bool) -> str:
    return reverse("centres:desk") if is_staff else reverse("centres:bookings")


def duties_path(_subject_id: str, is_staff: bool) -> str:
    return reverse("centres:duties") if is_staff else reverse("centres:find")


def describe_bookings(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """Bookings by what was booked and when."""
    rows = Booking.objects.filter(id__in=keys).values_list("id", "resource__name", "starts_at")
    return {key: Subject(f"{name} · {date_format(localtime(at), 'SHORT_DATETIME_FORMAT')}") for key, name, at in rows}


def describe_places(keys: Collection[UUID]) -> dict[UUID, Subject]:
    """Places by their names."""
    rows = Place.objects.filter(id__in=keys).values_list("id", "name", "code")
    return {key: Subject(name, reverse("centres:centre", kwargs={"code": code})) for key, name, code in rows}
