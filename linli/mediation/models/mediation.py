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
    said = SealedTextField()  # what the first side wants the others to read
    place = SealedTextField()  # the house, the land, the shop it is about
    mediator = models.ForeignKey(
        "people.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    begun_at = models.DateTimeField(null=True)  # all have accepted the mediator: only now may the mediator read
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
    """One of the sides, two or more. Name, telephone and address are sealed; another side sees the name only."""

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
    signed_at = models.DateTimeField(null=True)  # the agreement as it is worded now
    left_at = models.DateTimeField(null=True)  # from then on it ends for this side

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mediation", "of"], name="side_once")]

    @property
    def stays(self) -> bool:
        """Whether it is one of those between whom is mediated, or who are still asked."""
        return self.left_at is None and self.answer in (Answer.ASKED, Answer.AGREED)


class Guest(Record):
    """Somebody whom a side or the mediator would like to have there; only where all sides agree."""

    mediation = models.ForeignKey("mediation.Mediation", on_delete=models.PROTECT, related_name="guests")
    name = SealedTextField()
    comes_as = models.CharField(max_length=10, choices=GuestAs)
    asked_at = models.DateTimeField()


class GuestAnswer(Record):
    """What one side says to somebody joining; it may say otherwise later."""

    guest = models.ForeignKey("mediation.Guest", on_delete=models.CASCADE, related_name="answers")
    side = models.ForeignKey("mediation.Side", on_delete=models.PROTECT, related_name="+", db_index=False)
    agrees = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guest", "side"], name="guest_answer_once")]
