from django.db import models

from linli.cases.enums import BulkAction
from linli.common.models import Record


class BulkDeed(Record):
    """One action on many matters: who did what, when, and whether it was taken back. What became of each is a BulkRow."""

    action = models.CharField(max_length=10, choices=BulkAction)
    key = models.CharField(max_length=60)  # of the form: sent twice, it is done once
    by_id = models.UUIDField()
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by_id", "key"], name="bulk_once")]


class BulkRow(models.Model):
    """What became of one matter: done, or refused, which is kept as `kept_refusal` writes it. The deed itself stands in the case's history."""

    id = models.BigAutoField(primary_key=True)
    bulk = models.ForeignKey("cases.BulkDeed", on_delete=models.PROTECT, related_name="rows", db_index=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    refusal = models.CharField(max_length=300, blank=True)  # "" where it was done
    from_seq = models.PositiveIntegerField()  # the last event before
    to_seq = models.PositiveIntegerField()  # and after: while it is still the last, it can be taken back
    undone_at = models.DateTimeField(null=True)
    stays = models.CharField(max_length=300, blank=True)  # why it was not taken back

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulk", "case"], name="bulk_row_once")]
