from django.db import models
from django.db.models import Q

from linli.common.models import Record
from linli.people.sealing import SealedTextField


class Hearing(Record):
    """A hearing 听证 in a re-examination: asked for, announced with its day, held with a record, or called off. Words are sealed."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="hearings")
    asked_at = models.DateTimeField(null=True)  # null: the body holds it of its own accord
    reasons = SealedTextField()
    announced_at = models.DateTimeField(null=True)  # from here the limit rests (36)
    takes_place_at = models.DateTimeField(null=True)
    where = SealedTextField()
    held_at = models.DateTimeField(null=True)
    record = SealedTextField()
    called_off_at = models.DateTimeField(null=True)
    called_off_why = SealedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["petition"], condition=Q(held_at__isnull=True, called_off_at__isnull=True),
                name="hearing_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(announced_at__isnull=True) | Q(takes_place_at__isnull=False), name="hearing_announced_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | Q(announced_at__isnull=False), name="hearing_held_was_announced"
            ),
        ]  # fmt: skip
