from django.db import models

from linli.common.models import Record


class Bulletin(Record):
    """The bulletin of one week: its figures as they stood, and the two papers made from them."""

    first_on = models.DateField(unique=True)  # a Monday
    last_on = models.DateField()
    made_at = models.DateTimeField()
    figures = models.JSONField()
    docx = models.BinaryField()
    pdf = models.BinaryField()
