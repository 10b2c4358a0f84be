from collections.abc import Iterable

from django.db import models

from linli.common.models import Record
from linli.mediation.enums import AgreementForm
from linli.mediation.models.mediation import Side
from linli.people.sealing import SealedTextField


class Agreement(Record):
    """What the sides agree to. Papers are made of these rows whenever they are asked for; none is stored but the signed one."""

    mediation = models.OneToOneField("mediation.Mediation", on_delete=models.PROTECT, related_name="agreement")
    form = models.CharField(max_length=8, choices=AgreementForm)
    facts = SealedTextField()  # what the dispute was about, as all see it
    terms = SealedTextField()  # what is agreed, by when, how
    drawn_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=1)  # a signature is for the wording it was put under
    mediator_signed_at = models.DateTimeField(null=True)  # the sides' own stand with them

    def is_signed_by(self, sides: Iterable[Side]) -> bool:
        """Whether the mediator and every side that stays have signed it as it is worded."""
        return self.mediator_signed_at is not None and all(side.signed_at for side in sides)
