from django.db import models

from linli.cases.enums import Decision
from linli.common.models import Record


class Objection(Record):
    """A unit says that a matter is not its own; somebody else decides. Its reason is the text beside the event `seq`."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="objections", db_index=False)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    given_seq = models.PositiveIntegerField()  # the event by which the unit got the matter
    seq = models.PositiveIntegerField()
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "given_seq"], name="objection_once"),  # an assignment
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(decided_at__isnull=True), name="one_objection_open"
            ),
            models.CheckConstraint(
                condition=models.Q(decision="", decided_at__isnull=True)
                | ~models.Q(decision="") & models.Q(decided_at__isnull=False),
                name="objection_decided",
            ),
        ]
