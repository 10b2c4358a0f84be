"""Rooms and windows of a place are opened, closed and opened again; none is deleted, for bookings name them."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from linli.common.domain.audit import note_deed
from linli.people.reader import Reader
from linli.places.domain.place import lock_place
from linli.places.enums import RoomKind
from linli.places.errors import NameMissing, NameTaken
from linli.places.models import Place, Room, Window

UNIQUE_VIOLATION = "23505"


def open_room(
    place: Place, name: str, *, kind: RoomKind, by: Reader, seats: int | None = None, equipment: str = ""
) -> Room:
    """Add a room to a place. Raises NotYourPlace, PlaceClosed, NameMissing, NameTaken."""
    room = Room(place=place, name=name.strip()[:60], kind=kind, seats=seats, equipment=equipment.strip()[:200])
    return _add(room, "place.room", by)


def open_window(place: Place, number: int, name: str, *, by: Reader) -> Window:
    """Add a window to a place. Raises NotYourPlace, PlaceClosed, NameMissing, NameTaken."""
    return _add(Window(place=place, number=number, name=name.strip()[:60]), "place.window", by)


def _add[Spot: (Room, Window)](spot: Spot, action: str, by: Reader) -> Spot:
    if not spot.name:
        raise NameMissing
    try:
        with transaction.atomic():
            place = lock_place(spot.place, by)
            spot.save(force_insert=True)
            note_deed(action, by=by, subject_kind="place", subject_id=place.id, area=place.area, name=spot.name)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") == UNIQUE_VIOLATION:
            raise NameTaken from error
        raise
    return spot


def close_spot(spot: Room | Window, *, by: Reader, on: date | None = None) -> None:
    """Close a room or a window for good, or until it is opened again. Raises NotYourPlace, PlaceClosed."""
    _set_closed(spot, on or localdate(), "place.spot_closed", by)


def reopen_spot(spot: Room | Window, *, by: Reader) -> None:
    """Open a room or a window again. Raises NotYourPlace, PlaceClosed."""
    _set_closed(spot, None, "place.spot_reopened", by)


def _set_closed(spot: Room | Window, closed_on: date | None, action: str, by: Reader) -> None:
    with transaction.atomic():
        place = lock_place(spot.place, by)
        spot.closed_on = closed_on
        spot.save(update_fields=["closed_on"])
        note_deed(action, by=by, subject_kind="place", subject_id=place.id, area=place.area, name=spot.name)
