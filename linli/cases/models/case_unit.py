from django.db import models

from linli.common.models import Record


class CaseUnit(Record):
    """A co-handling unit of a case (the lead unit is a column of the case)."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="co_units", db_index=False)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    joined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "unit"], name="co_unit_once")]
        indexes = [models.Index(fields=["unit", "-joined_at"], name="co_unit_by_unit")]
