from django.db import models
from django.db.models import F, Q

from linli.common.models import AreaCodeField, Record
from linli.grid.enums import StandIn


class TakeOver(Record):
    """A grid stood without a member: who had its work by which rule, from when to when. The open one has no end."""

    grid = AreaCodeField()
    rule = models.CharField(max_length=20, choices=StandIn)
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grid"], condition=Q(until_on__isnull=True), name="one_take_over_a_grid"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")), name="take_over_ends_after_start"
            ),
        ]
