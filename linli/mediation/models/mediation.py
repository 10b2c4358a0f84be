from django.db import models

from linli.common.models import AreaCodeField, Record
from linli.mediation.enums import Answer, GuestAs, SideOf, Sort
from linli.people.sealing import BlindIndexField, SealedTextField


class Mediation(Record):
    """What is said in a mediation and between whom. The case beside it holds number, state and history, and no word of this."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    town = AreaCodeField(max_length=9)
    village = AreaCodeField(max_length=12)
    sort = models.CharField(max_length=12, choices=Sort)
    words = SealedTextField()  # what happened, as the first side tells it: for the mediator
    said = SealedTextField()  # what the first side wants the other to read
    mediator = models.ForeignKey(
        "people.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    begun_at = models.DateTimeField(null=True)  # both have accepted the mediator: only now may the mediator read
    ground = models.CharField(max_length=30, blank=True)  # of the closed list, where it was referred on
    applied_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    is_settled = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["village", "-id"], name="mediation_village"),
            models.Index(fields=["town", "-id"], name="mediation_town"),
            models.Index(fields=["mediator", "-id"], name="mediation_mediator"),
            models.Index(
                fields=["over_at"], name="mediation_over",
                condition=models.Q(over_at__isnull=False, erased_at__isnull=True),
            ),
        ]  # fmt: skip


class Side(Record):
    """One of the two sides. Name, telephone and address are sealed; the other side sees the name only."""

    mediation = models.ForeignKey("mediation.Mediation", on_delete=models.PROTECT, related_name="sides")
    of = models.CharField(max_length=6, choices=SideOf)
    account = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    name = SealedTextField()
    phone = SealedTextField()
    phone_index = BlindIndexField()
    address = SealedTextField()
    invited_at = models.DateTimeField(null=True)  # until then the other side does not know of it
    answer = models.CharField(max_length=13, choices=Answer, default=Answer.ASKED)
    answered_at = models.DateTimeField(null=True)
    accepts_mediator = models.BooleanField(default=False)  # the one who is named now

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mediation", "of"], name="side_once")]


class Guest(Record):
    """Somebody whom a side or the mediator would like to have there; only where both sides agree."""

    mediation = models.ForeignKey("mediation.Mediation", on_delete=models.PROTECT, related_name="guests")
    name = SealedTextField()
    comes_as = models.CharField(max_length=10, choices=GuestAs)
    asked_at = models.DateTimeField()
    first_agrees = models.BooleanField(null=True)
    second_agrees = models.BooleanField(null=True)

    @property
    def may_come(self) -> bool:
        return bool(self.first_agrees and self.second_agrees)
