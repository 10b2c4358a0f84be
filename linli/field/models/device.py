from django.db import models

from linli.common.models import Record


class Device(Record):
    """A phone that a member of staff has enrolled. It signs what it delivers; its private key never leaves it."""

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)  # as its holder calls it
    public_key = models.BinaryField()  # ECDSA P-256, SubjectPublicKeyInfo
    enrolled_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)  # of its last delivery
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-enrolled_at"], name="device_by_account")]

    def __str__(self) -> str:
        return self.name
