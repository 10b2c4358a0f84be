from django.db import models

from linli.common.models import Record


class Root(Record):
    """The daily root: one hash over the root before and all events recorded since. Published, and mailed outside."""

    append_only = True

    day = models.DateField(unique=True)
    upto = models.DateTimeField()  # events recorded before this moment are in it
    events = models.PositiveIntegerField()
    last_event = models.BigIntegerField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    published_at = models.DateTimeField()
