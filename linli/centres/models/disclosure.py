from django.db import models
from django.db.models import Q

from linli.centres.enums import DisclosureKind
from linli.common.models import Record


class Disclosure(Record):
    """One wording of a disclosure of a centre. A correction is another version; what was withdrawn keeps its reason."""

    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=DisclosureKind)
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=2000)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)  # unit and post in charge
    is_current = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "kind", "number"], name="disclosure_version_once"),
            models.UniqueConstraint(
                fields=["place", "kind"], condition=Q(is_current=True), name="one_current_disclosure"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(reason=""), name="withdrawn_disclosure_has_reason"
            ),
        ]
