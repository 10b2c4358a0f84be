from django.db import models

from linli.common.models import AreaCodeField, Record


class KeptDays(Record):
    """How far the figures of one sort are written down day by day, and when it was last looked what has changed."""

    sort = models.CharField(max_length=12, unique=True, db_index=False)  # application, order
    through = models.DateField()  # days of opening up to this one
    looked_at = models.DateTimeField()


class DayFigures(Record):
    """What came of the matters that were opened on a day at a place. Written anew when one of them has changed."""

    on = models.DateField()
    place = models.ForeignKey("places.Place", on_delete=models.PROTECT, related_name="+", db_index=False)
    town = AreaCodeField(max_length=9)
    village = AreaCodeField(max_length=12)
    came = models.PositiveIntegerField()
    in_time = models.PositiveIntegerField()

    class Meta:
        abstract = True


class ApplicationDay(DayFigures):
    """Of applications for one item. `days`: from taking on to the decision, added up of the `decided` that are closed."""

    item_code = models.CharField(max_length=40, db_collation="C")
    closed = models.PositiveIntegerField()
    decided = models.PositiveIntegerField()
    days = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "place", "item_code"], name="application_day_once")]
        indexes = [
            models.Index(fields=["town", "on"], name="application_day_town"),
            models.Index(fields=["village", "on"], name="application_day_village"),
        ]


class OrderDay(DayFigures):
    """Of orders of one line of a menu. `grades`: added up of those `rated`."""

    entry = models.ForeignKey("hall.MenuEntry", on_delete=models.PROTECT, related_name="+", db_index=False)
    taken = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    rated = models.PositiveIntegerField()
    grades = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["on", "place", "entry"], name="order_day_once")]
        indexes = [
            models.Index(fields=["town", "on"], name="order_day_town"),
            models.Index(fields=["village", "on"], name="order_day_village"),
        ]
