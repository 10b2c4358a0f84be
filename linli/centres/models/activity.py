from django.db import models
from django.db.models import F, Q

from linli.common.models import Record


class PlannedActivity(Record):
    """One line of the activity plan: what, when, where. Withdrawn it stays on the page with the reason."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=60, blank=True)
    about = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()  # when it was last written
    by = models.CharField(max_length=200)  # unit and post in charge
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")) & ~Q(title=""), name="activity_is_whole"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(reason=""), name="withdrawn_activity_has_reason"
            ),
            models.UniqueConstraint(fields=["place", "key"], condition=~Q(key=""), name="activity_key_once"),
        ]
        indexes = [models.Index(fields=["place", "starts_at"], name="activity_by_place")]
