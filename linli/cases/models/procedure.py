from django.db import models

from linli.common.models import Record


class Procedure(Record):
    """One published version of a procedure. A case is pinned to the version it began with."""

    code = models.CharField(max_length=40, db_collation="C")
    version = models.PositiveIntegerField()
    content = models.JSONField()  # as checked by linli.cases.workflow
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="procedure_version")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
