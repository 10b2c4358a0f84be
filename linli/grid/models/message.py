from django.db import models

from linli.common.models import AreaCodeField, Record
from linli.people.sealing import SealedTextField


class GridMessage(Record):
    """What somebody wrote to whoever has the post of a grid. Numbers in the words are masked; all of it ages out."""

    grid = AreaCodeField()
    words = models.CharField(max_length=600, blank=True)
    sealed = SealedTextField()  # as written, where something was masked
    phone = SealedTextField()  # to be called back by, if it was left
    at = models.DateTimeField()
    answer = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_invented = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["grid", "-at"], name="grid_message_by_grid")]
