from django.db import models
from django.db.models import F, Q

from linli.areas.enums import Datum
from linli.common.models import Record


class Boundary(Record):
    """The outline of an area during a time. The one without an end is the one that counts."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="boundaries")
    shape = models.BinaryField()  # WKB of a polygon or multipolygon, WGS-84 longitude and latitude
    datum = models.CharField(max_length=10, choices=Datum)  # as it was delivered
    is_schematic = models.BooleanField(default=False)  # computed: never shown on a public page
    source = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)  # the day another took its place

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area"], condition=Q(until_on__isnull=True), name="one_current_boundary_an_area"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="boundary_ends_after_start"
            ),
        ]
