from django.db import models

from linli.common.models import Record
from linli.mediation.enums import Kept, SessionResult
from linli.people.sealing import SealedTextField


class Session(Record):
    """A time at which all sides and the mediator meet, in a room of a centre; the booking names the mediator and no purpose."""

    mediation = models.ForeignKey("mediation.Mediation", on_delete=models.PROTECT, related_name="sessions")
    booking = models.OneToOneField("bookings.Booking", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, choices=SessionResult, blank=True)
    note = SealedTextField()  # of the mediator, for the mediator
    key = models.CharField(max_length=64)  # of the form: sent twice, it is one session

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mediation", "key"], name="session_once")]


class ReturnVisit(Record):
    """A day on which the mediator asks all sides whether what was agreed is kept, and what was found."""

    mediation = models.ForeignKey("mediation.Mediation", on_delete=models.PROTECT, related_name="visits")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=10, choices=Kept, blank=True)
    note = SealedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mediation", "due_on"], name="visit_once_a_day")]
        indexes = [models.Index(fields=["due_on"], name="visit_due", condition=models.Q(done_at__isnull=True))]
