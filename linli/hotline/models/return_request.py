from django.db import models

from linli.common.models import Record
from linli.hotline.enums import Decision


class ReturnRequest(Record):
    """A unit says that an order is not its own; somebody else decides. Each unit may ask once about an order."""

    order = models.ForeignKey(
        "hotline.HotlineOrder", on_delete=models.PROTECT, related_name="return_requests", db_index=False
    )
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    reason = models.TextField()  # of staff, masked like every text
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "unit"], name="return_asked_once"),
            models.UniqueConstraint(
                fields=["order"], condition=models.Q(decided_at__isnull=True), name="one_return_open"
            ),
        ]
