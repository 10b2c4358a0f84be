"""A room or window is closed, or opened again: what was booked there is told and offered another, in one transaction."""

from django.db import transaction

from linli.bookings.domain.closing import close_until_opened, open_again
from linli.bookings.models import Booking, Resource
from linli.people.reader import Reader
from linli.places.domain.room import close_spot, reopen_spot
from linli.places.models import Room, Window


def close_with_bookings(spot: Room | Window, *, by: Reader, reason: str) -> list[Booking]:
    """Close a room or window until it is opened again; return what was booked there and is lost.

    Raises NotYourPlace, PlaceClosed; NotYourResource and BookingReasonNeeded where it can be booked.
    """
    with transaction.atomic():
        close_spot(spot, by=by)
        resource = _resource_of(spot)
        return close_until_opened(resource, by=by, reason=reason) if resource else []


def open_for_bookings(spot: Room | Window, *, by: Reader) -> None:
    """Open a room or window again. Raises NotYourPlace, PlaceClosed."""
    with transaction.atomic():
        reopen_spot(spot, by=by)
        resource = _resource_of(spot)
        if resource is not None:
            open_again(resource, by=by)


def _resource_of(spot: Room | Window) -> Resource | None:
    of = {"room": spot} if isinstance(spot, Room) else {"window": spot}
    return Resource.objects.filter(closed_at__isnull=True, **of).first()
