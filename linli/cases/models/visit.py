from django.db import models

from linli.common.models import Record


class ReturnVisit(Record):
    """A return visit: reached, resolved, satisfied are asked apart; null says that it could not be found out."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="visits")
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    is_reached = models.BooleanField()
    is_resolved = models.BooleanField(null=True)
    is_satisfied = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="visit_by_day")]
