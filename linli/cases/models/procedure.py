from datetime import datetime

from django.db import models
from django.db.models import Q

from linli.common.models import Record


class Procedure(Record):
    """One published version of a procedure. A case is pinned to the version it began with, so no version is ever changed."""

    append_only = True

    code = models.CharField(max_length=40, db_collation="C")
    version = models.PositiveIntegerField()
    content = models.JSONField()  # as checked by linli.cases.workflow
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    valid_from = models.DateTimeField(null=True)  # from when new cases begin with it; null: since it was published
    is_own = models.BooleanField(db_default=False, default=False)  # written by the county, not shipped with Linli

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="procedure_version")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def begins_at(self) -> datetime:
        return self.valid_from or self.published_at


class ProcedureWithdrawal(Record):
    """A version that was taken back before its day, so that no case ever began with it."""

    append_only = True

    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()


class ProcedureDraft(Record):
    """What the next version of a procedure will say, while it is being written. It may still have faults; one a procedure."""

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    base = models.ForeignKey(  # the version it grows from; null: a procedure that has none yet
        Procedure, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    content = models.JSONField()
    edition = models.PositiveIntegerField(default=1)  # moves with every change: what a form was written against
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=200)  # unit and post
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="draft_has_code")]

    def __str__(self) -> str:
        return f"{self.code}, draft"
