from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record
from linli.grid.enums import RefusalGround


class TaskRefusal(Record):
    """A grid member does not take on a matter of the grid. Why stands in the words of the matter, and goes with them."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    grid = AreaCodeField()
    member = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    ground = models.CharField(max_length=20, choices=RefusalGround)
    seq = models.PositiveIntegerField()  # of the event in the matter's history
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)  # somebody has it now, or it is over

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "case"], name="task_refused_once"),
            models.CheckConstraint(condition=Q(grid__regex=r"^[0-9]{15}$"), name="task_refused_in_a_grid"),
        ]
        indexes = [
            models.Index(fields=["grid", "at"], name="task_refused_open", condition=Q(settled_at__isnull=True)),
        ]
