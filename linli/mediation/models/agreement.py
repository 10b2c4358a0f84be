from django.db import models

from linli.common.models import Record
from linli.mediation.enums import AgreementForm
from linli.people.sealing import SealedTextField


class Agreement(Record):
    """What both sides agree to. Papers are made of these rows whenever they are asked for; none is stored but the signed one."""

    mediation = models.OneToOneField("mediation.Mediation", on_delete=models.PROTECT, related_name="agreement")
    form = models.CharField(max_length=8, choices=AgreementForm)
    facts = SealedTextField()  # what the dispute was about, as both see it
    terms = SealedTextField()  # what is agreed, by when, how
    drawn_at = models.DateTimeField()
    version = models.PositiveSmallIntegerField(default=1)  # a signature is for the wording it was put under
    first_signed_at = models.DateTimeField(null=True)
    second_signed_at = models.DateTimeField(null=True)
    mediator_signed_at = models.DateTimeField(null=True)

    @property
    def is_signed(self) -> bool:
        return bool(self.first_signed_at and self.second_signed_at and self.mediator_signed_at)
