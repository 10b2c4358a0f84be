from django.db import models

from linli.cases.enums import Movement
from linli.common.models import AreaCodeField


class Dimensions(models.Model):
    """What every count can be divided by."""

    day = models.DateField()  # local
    town = AreaCodeField(max_length=9, blank=True, default="")
    village = AreaCodeField(max_length=12, blank=True, default="")
    unit_id = models.UUIDField(null=True)  # the lead unit then
    kind_id = models.CharField(max_length=60, db_collation="C")
    source = models.CharField(max_length=20)
    compartment = models.CharField(max_length=20, blank=True, default="")
    movement = models.CharField(max_length=20, choices=Movement)
    count = models.IntegerField()

    class Meta:
        abstract = True


class Delta(Dimensions):
    """One step of a count, inserted by a verb in its own transaction: no row is ever waited for."""

    id = models.BigAutoField(primary_key=True)


class Figure(Dimensions):
    """Deltas folded together. A reading is folded plus not yet folded, so it is exact."""

    id = models.BigAutoField(primary_key=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "town", "village", "unit_id", "kind_id", "source", "compartment", "movement"],
                name="figure_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            # All that a sheet of figures asks for stands in the index itself: the table is not read.
            models.Index(
                fields=["day"],
                name="figure_by_day",
                include=["movement", "town", "village", "unit_id", "kind_id", "source", "compartment", "count"],
            ),
        ]
