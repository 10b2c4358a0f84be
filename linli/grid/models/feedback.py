from django.db import models

from linli.common.models import Record


class Feedback(Record):
    """What was told to somebody's unit, because the unit asked: who asked, what was said, when, by whom."""

    post = models.ForeignKey("grid.VoluntaryPost", on_delete=models.PROTECT, related_name="feedback")
    asked_by = models.CharField(max_length=100)
    words = models.CharField(max_length=500)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=200)
