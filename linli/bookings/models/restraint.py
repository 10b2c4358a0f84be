from django.db import models
from django.db.models import F, Q

from linli.common.models import Record


class Restraint(Record):
    """For some days a centre approves what somebody books, because bookings were not kept. Nothing is refused by it."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    booking = models.ForeignKey("bookings.Booking", on_delete=models.PROTECT, related_name="+")  # the last of them
    count = models.PositiveSmallIntegerField()  # how many, in so many days
    days = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    objection = models.CharField(max_length=300, blank=True)  # numbers masked
    objected_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="restraint_ends"),
            models.CheckConstraint(
                condition=Q(objected_at__isnull=True) | ~Q(objection=""), name="objection_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-until"], name="restraint_by_account"),
            models.Index(
                fields=["objected_at"],
                condition=Q(objected_at__isnull=False, answered_at__isnull=True),
                name="restraint_objected",
            ),
        ]
