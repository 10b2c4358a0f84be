from django.db import models

from linli.cases.enums import Part
from linli.common.models import AreaCodeField, Record
from linli.people.enums import IdentityKind
from linli.people.sealing import BlindIndexField, SealedTextField


class CaseParty(Record):
    """A person in a case: who reports, who helps. Sealed; found by blind index; masked wherever it is shown."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="parties", db_index=False)
    part = models.CharField(max_length=10, choices=Part)
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    name = SealedTextField()
    phone = SealedTextField()
    phone_index = BlindIndexField()
    identity_kind = models.CharField(max_length=20, choices=IdentityKind, blank=True)
    identity = SealedTextField()
    identity_index = BlindIndexField()
    email = SealedTextField()
    secret_hash = models.CharField(max_length=64, blank=True)  # of the secret by which it is followed without account
    language = models.CharField(max_length=10, default="zh-hans")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "part"], name="party_once")]


class CaseFollower(Record):
    """Somebody who follows a matter of public space, often because they would have reported it too."""

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+")
    area = AreaCodeField(blank=True, default="")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "account"], name="follower_once")]
