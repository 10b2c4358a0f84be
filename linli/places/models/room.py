from django.db import models
from django.db.models import Q

from linli.common.models import Record
from linli.places.enums import RoomKind


class Room(Record):
    """A room of a place."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="rooms", db_index=False)
    kind = models.CharField(max_length=20, choices=RoomKind)
    name = models.CharField(max_length=60)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    equipment = models.CharField(max_length=200, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="room_name_once"),
            models.CheckConstraint(condition=Q(seats__isnull=True) | Q(seats__gt=0), name="room_has_seats"),
        ]

    def __str__(self) -> str:
        return self.name


class Window(Record):
    """A window of a place: its number on the wall, and what is dealt with there."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="windows", db_index=False)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    closed_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="window_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="window_is_numbered"),
        ]

    def __str__(self) -> str:
        return self.name
