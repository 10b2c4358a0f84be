from django.db import models
from django.db.models import Q

from linli.common.models import AreaCodeField, Record


class GridWords(Record):
    """What a grid covers, in words, during a time; the one without an end is shown to all. Nothing is overwritten."""

    grid = AreaCodeField()
    covers = models.CharField(max_length=600)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by = models.CharField(max_length=200)
    is_invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grid"], condition=Q(until__isnull=True), name="one_current_words_a_grid")
        ]
