from django.db import models

from linli.common.models import Record
from linli.people.sealing import SealedTextField


class SentText(Record):
    """A text message that the demonstration would have sent; shown in its visible outbox and nowhere else."""

    sent_at = models.DateTimeField()
    phone = SealedTextField()
    words = SealedTextField()
