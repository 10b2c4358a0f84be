from django.db import models
from django.db.models import Q

from linli.centres.enums import Duty
from linli.common.models import AreaCodeField, Record


class DisclosureDuty(Record):
    """What a centre has to renew: when it last was, and since when it has lapsed. One row a centre and kind."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=Duty)
    area = AreaCodeField()
    town = AreaCodeField()
    renewed_on = models.DateField(null=True, blank=True)  # none where nothing is published
    renewed_by = models.CharField(max_length=200, blank=True)  # unit and post in charge
    lapsed_on = models.DateField(null=True, blank=True)
    manager_told_at = models.DateTimeField(null=True, blank=True)  # of this lapse
    town_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "kind"], name="duty_once"),
            models.CheckConstraint(
                condition=Q(lapsed_on__isnull=False) | Q(manager_told_at__isnull=True, town_told_at__isnull=True),
                name="told_of_a_lapse",
            ),
        ]
        indexes = [
            models.Index(fields=["town", "kind", "area"], condition=Q(lapsed_on__isnull=False), name="duty_lapsed"),
            models.Index(fields=["area", "kind"], condition=Q(lapsed_on__isnull=False), name="duty_lapsed_by_area"),
        ]
