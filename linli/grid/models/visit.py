from django.db import models
from django.db.models import F, Q

from linli.common.models import AreaCodeField, Record
from linli.grid.enums import ConsentWay
from linli.people.sealing import SealedTextField


class VisitConsent(Record):
    """Somebody agreed to be visited: how often, since when, by whose word. Nothing says why, and nothing sorts people."""

    grid = AreaCodeField()
    name = SealedTextField()
    address = SealedTextField()
    phone = SealedTextField()
    every_days = models.PositiveSmallIntegerField()
    next_on = models.DateField(null=True, blank=True)  # none once it is withdrawn
    consent_on = models.DateField()
    consent_way = models.CharField(max_length=10, choices=ConsentWay)
    consent_taken_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(grid__regex=r"^[0-9]{15}$"), name="visit_consent_in_a_grid"),
            models.CheckConstraint(condition=Q(every_days__range=(7, 366)), name="visit_not_too_often"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, next_on__isnull=False)
                | Q(withdrawn_at__isnull=False, next_on__isnull=True, name="", address="", phone=""),
                name="visit_consent_withdrawn_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | Q(next_on__gte=F("consent_on")), name="visit_after_consent"
            ),
        ]
        indexes = [models.Index(fields=["grid", "next_on"], name="visit_consent_by_grid")]


class Visit(Record):
    """A visit that was made, or that a grid member refused with a reason. The words age out; that it was stays."""

    consent = models.ForeignKey("grid.VisitConsent", on_delete=models.PROTECT, related_name="visits")
    visitor = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    is_made = models.BooleanField()
    arrived_at = models.DateTimeField(null=True, blank=True)  # said by the visitor at the door, for safety; never where
    found = models.CharField(max_length=600, blank=True)  # numbers masked; of a refusal its reason
    sealed = SealedTextField()  # as written, where something was masked
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["consent", "-on"], name="visit_by_consent")]
