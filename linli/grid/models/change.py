from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record
from linli.grid.enums import ChangeKind


class GridChange(Record):
    """What was done to a grid on a day: its name, or which grids took its place. Matters keep the grid of their day."""

    append_only = True

    kind = models.CharField(max_length=10, choices=ChangeKind)
    grid = AreaCodeField()  # the one it was done to
    became = AreaCodeField(blank=True, default="")  # of a split one row for each part
    on = models.DateField()
    at = models.DateTimeField()
    name_before = models.CharField(max_length=100)
    name_after = models.CharField(max_length=100)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.RENAMED, became="") | (~Q(kind=ChangeKind.RENAMED) & ~Q(became="")),
                name="grid_change_names_successor",
            )
        ]
        indexes = [
            models.Index(fields=["grid", "-at"], name="grid_change_by_grid"),
            models.Index(fields=["became", "-at"], name="grid_change_by_successor"),
        ]
