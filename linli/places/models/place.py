from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record
from linli.places.enums import Access, Amenity, Function, PlaceKind


def _is_on_earth() -> Q:
    return Q(longitude__isnull=True, latitude__isnull=True) | Q(
        longitude__isnull=False, latitude__isnull=False,
        longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90,
    )  # fmt: skip


class Place(Record):
    """Where people are received. It belongs to an area (a village, or a town) and is run by a unit."""

    code = models.SlugField(max_length=30, unique=True, db_index=False)  # its address on the portal
    kind = models.CharField(max_length=10, choices=PlaceKind)
    name = models.CharField(max_length=100)
    initials = models.CharField(max_length=100, blank=True, db_collation="C")
    area = AreaCodeField()
    unit = models.ForeignKey("people.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    longitude = models.FloatField(null=True, blank=True)  # WGS-84, of its door; none where nobody has measured it
    latitude = models.FloatField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    getting_there = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    functions = ArrayField(models.CharField(max_length=30, choices=Function), default=list, blank=True)
    amenities = ArrayField(models.CharField(max_length=30, choices=Amenity), default=list, blank=True)
    access = ArrayField(models.CharField(max_length=30, choices=Access), default=list, blank=True)
    closed_on = models.DateField(null=True, blank=True)  # closed for good
    is_invented = models.BooleanField(default=False)  # demonstration data says so

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(area__regex=r"^([0-9]{9}|[0-9]{12})$"), name="place_in_town_or_village"),
            models.CheckConstraint(condition=_is_on_earth(), name="place_is_on_earth"),
            models.CheckConstraint(condition=~Q(name=""), name="place_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ServedGrid(Record):
    """A grid that has its place here (格格有阵地)."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="grids", db_index=False)
    grid = AreaCodeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "grid"], name="served_grid_once"),
            models.CheckConstraint(condition=Q(grid__regex=r"^[0-9]{15}$"), name="served_grid_is_grid"),
        ]
        indexes = [models.Index(fields=["grid"], name="served_by_grid")]


class PlaceFact(Record):
    """A sentence about a place that its own fields do not hold, with where it is from; what is invented says so."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="facts", db_index=False)
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    source = models.CharField(max_length=200, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "position"], name="place_fact_once"),
            models.CheckConstraint(condition=Q(is_invented=True) | ~Q(source=""), name="place_fact_has_source"),
        ]
