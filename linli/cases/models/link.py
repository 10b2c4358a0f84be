from django.db import models

from linli.cases.enums import Sense
from linli.common.models import Record


class CaseLink(Record):
    """A matter that hangs on an earlier one; how it goes on is noted in the history of the earlier."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="links", db_index=False)
    about = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    sense = models.CharField(max_length=20, choices=Sense)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "about", "sense"], name="link_once")]
        indexes = [models.Index(fields=["about", "-made_at"], name="link_by_about")]
