from datetime import datetime

from django.db import models
from django.db.models import Q

from linli.common.models import Record


class Form(Record):
    """A form by its code; what it asks stands in its versions."""

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    title = models.CharField(max_length=120)  # Chinese, of the newest version: for lists and choices
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="form_has_code")]

    def __str__(self) -> str:
        return self.title


class FormVersion(Record):
    """One published version of a form. What was filled in is pinned to it, so no version is ever changed."""

    append_only = True

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    content = models.JSONField()  # a schema in its one form, as linli.forms.writing makes it
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(max_length=300, blank=True)  # what is different, in words of whoever published it
    published_at = models.DateTimeField()
    valid_from = models.DateTimeField()
    by = models.CharField(max_length=200)  # unit and post
    is_own = models.BooleanField(default=True)  # written by the county; what is shipped with Linli is unverified

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="form_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.number}"

    @property
    def begins_at(self) -> datetime:
        return self.valid_from


class FormWithdrawal(Record):
    """A version that was taken back before its day, so that nobody ever filled it in."""

    append_only = True

    version = models.OneToOneField(FormVersion, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_at = models.DateTimeField()


class FormDraft(Record):
    """What the next version of a form will ask, while it is being drawn. It may still have faults; one a form."""

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    base = models.ForeignKey(  # the version it grows from; null: a form that has none yet
        FormVersion, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    content = models.JSONField()
    edition = models.PositiveIntegerField(default=1)  # moves with every change: what a form was written against
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=200)  # unit and post
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="form_draft_has_code")]

    def __str__(self) -> str:
        return f"{self.code}, draft"
