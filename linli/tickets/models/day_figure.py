from django.db import models

from linli.common.models import Record


class DayFigure(Record):
    """What a day of a place came to, for one matter. Written once, when nothing of the day can change any more. Microseconds."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()
    item_code = models.CharField(max_length=40, blank=True)
    taken = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    waited = models.BigIntegerField(default=0)  # by all who were served
    longest = models.BigIntegerField(default=0)
    served = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "on", "item_code"], name="day_figure_once")]


class WindowDay(Record):
    """What a day of a place came to, for one of its windows. Microseconds, each of the day on which it passed."""

    place = models.ForeignKey("places.Place", on_delete=models.CASCADE, related_name="+", db_index=False)
    on = models.DateField()
    number = models.CharField(max_length=6)
    services = models.PositiveIntegerField(default=0)  # that began on the day
    serving = models.BigIntegerField(default=0)
    open = models.BigIntegerField(default=0)
    paused = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "on", "number"], name="window_day_once")]
