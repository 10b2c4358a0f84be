from django.db import models

from linli.cases.enums import TextPart
from linli.common.models import Record
from linli.people.sealing import SealedTextField


class CaseText(Record):
    """Words of a person in a case. What may identify somebody is masked in `body` and whole only in `sealed`."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="texts", db_index=False)
    seq = models.PositiveIntegerField()  # of the event it belongs to
    part = models.CharField(max_length=10, choices=TextPart)
    body = models.TextField(blank=True)
    sealed = SealedTextField()  # the original, where the body is masked
    salt = models.BinaryField()
    is_for_reporter = models.BooleanField(default=True)  # residents read it in their timeline
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "seq"], name="text_by_case")]
