from django.db import models

from linli.common.models import Record
from linli.people.sealing import SealedTextField
from linli.petitions.enums import Part


class Note(Record):
    """What an office has said on the way: why it is another's, why more time is needed. Sealed with the petition."""

    petition = models.ForeignKey("petitions.Petition", on_delete=models.PROTECT, related_name="notes")
    part = models.CharField(max_length=12, choices=Part)
    words = SealedTextField()
    unit = models.ForeignKey("people.Unit", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
