from django.db import models

from linli.cases.enums import Movement, Span
from linli.common.models import AreaCodeField

# Of which scopes figures are kept, and how each is divided: the questions that the pages ask.
PARTS = {
    "": ("", "town", "kind", "source"),
    "town": ("", "village", "kind", "source"),
    "source": ("", "town", "kind"),
}
DIVIDED = (Movement.OPENED, Movement.CLOSED_ON_TIME, Movement.CLOSED_LATE)  # the others are kept of a whole only
COLUMN_OF = {"": "''", "town": "town", "village": "village", "source": "source", "kind": "kind_id"}


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
    rolled = models.IntegerField(db_default=0)  # how much of the count stands in the roll-ups already

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
            # What is not rolled up yet: a few rows of the last minute, read with every sheet.
            models.Index(fields=["day"], name="figure_to_roll", condition=~models.Q(count=models.F("rolled"))),
            # What no roll-up answers, and what is little: a village, one kind, one unit.
            models.Index(fields=["village", "day"], name="figure_by_village"),
            models.Index(fields=["kind_id", "day"], name="figure_by_kind"),
            models.Index(fields=["unit_id", "day"], name="figure_by_unit"),
        ]


class Rollup(models.Model):
    """Figures added up once more: of one scope, divided one way, over a span of days.

    How many rows a sheet reads follows the towns and kinds that there are and the spans of its period, never the cases.
    A reading is rolled up, plus folded and not rolled up, plus not folded: exact at every moment (decision 0020).
    """

    id = models.BigAutoField(primary_key=True)
    scope = models.CharField(max_length=10, db_collation="C")  # "": the county; "town", "source"
    value = models.CharField(max_length=60, db_collation="C")  # which of them
    part = models.CharField(max_length=10, db_collation="C")  # "": the whole; "town", "village", "kind", "source"
    key = models.CharField(max_length=60, db_collation="C")  # which part
    span = models.PositiveSmallIntegerField(choices=Span)
    first_on = models.DateField()
    movement = models.CharField(max_length=20, choices=Movement, db_collation="C")
    count = models.IntegerField()

    class Meta:
        constraints = [
            # In the order in which it is read; the count stands in the index, so that the table is not.
            models.UniqueConstraint(
                fields=["scope", "value", "part", "span", "first_on", "movement", "key"], include=["count"],
                name="rollup_once",
            ),
        ]  # fmt: skip
