from django.db import models
from django.db.models import Q

from linli.common.models import Record
from linli.people.sealing import SealedTextField
from linli.petitions.enums import Fault, Pressure


class Urging(Record):
    """A unit is urged 催办, or supervised 督办 with suggestions, and has to report back by a day. Words are sealed with the petition."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="urgings")
    pressure = models.CharField(max_length=10, choices=Pressure)
    fault = models.CharField(max_length=12, choices=Fault)
    words = SealedTextField()
    suggestions = SealedTextField()  # of a supervision: what the unit is to do better (40)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)  # who is urged
    by_unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    report = SealedTextField()
    is_adopted = models.BooleanField(null=True)  # whether the suggestions are taken up
    over_at = models.DateTimeField(
        null=True
    )  # reported back, or no longer owed: answered, or passed on to another body

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "pressure"], condition=Q(over_at__isnull=True), name="urged_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True) | Q(over_at__isnull=False), name="urging_reported_is_over"
            ),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="urging_owed", condition=Q(over_at__isnull=True))]
