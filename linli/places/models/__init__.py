from linli.places.models.hours import HoursException, OpeningHours, OpeningSpan
from linli.places.models.photo import PlacePhoto
from linli.places.models.place import Place, PlaceFact, ServedGrid
from linli.places.models.room import Room, Window

__all__ = [
    "HoursException", "OpeningHours", "OpeningSpan", "Place", "PlaceFact", "PlacePhoto", "Room", "ServedGrid", "Window",
]  # fmt: skip
