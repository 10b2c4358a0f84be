from django.db import models
from django.db.models import Q

from linli.bookings.enums import VisitResult
from linli.common.models import AreaCodeField, Record
from linli.people.sealing import SealedTextField


class HomeVisit(Record):
    """What a booking of a team is about: to whom, why, who goes, and how it went. Where anybody was is never kept."""

    booking = models.OneToOneField("bookings.Booking", on_delete=models.CASCADE, related_name="visit")
    area = AreaCodeField()  # the community, or its grid: how far it is to the next stop
    address = SealedTextField()
    reason = SealedTextField()  # why somebody cannot come is often their health
    needs_two = models.BooleanField(default=False)  # two go; nothing says why
    arrived_at = models.DateTimeField(null=True, blank=True)
    known_at = models.DateTimeField(null=True, blank=True)  # the code was said at the door, and was the right one
    agreed_at = models.DateTimeField(null=True, blank=True)  # they were let in
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=VisitResult, blank=True)
    found = SealedTextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(area__regex=r"^[0-9]{12}([0-9]{3})?$"), name="visit_in_a_community"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, result="") | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="visit_ended_has_result",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(known_at__isnull=False), name="let_in_whom_they_know"
            ),
        ]


class Visitor(Record):
    """Somebody who goes. The resident reads unit and post."""

    visit = models.ForeignKey("bookings.HomeVisit", on_delete=models.CASCADE, related_name="visitors", db_index=False)
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=200)  # unit and post, as they were when named

    class Meta:
        constraints = [models.UniqueConstraint(fields=["visit", "account"], name="visitor_once")]
