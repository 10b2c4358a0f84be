from django.db import models

from linli.common.models import Record
from linli.people.sealing import BlindIndexField, SealedTextField


class SignInCode(Record):
    """A code sent to a phone: kept as a hash, good for a few minutes and a few tries, used once."""

    phone = SealedTextField()
    phone_index = BlindIndexField(of="phone", db_index=False)  # the index below begins with it
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["phone_index", "-sent_at"], name="code_by_phone")]
