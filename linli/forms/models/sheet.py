from django.db import models
from django.db.models import Q

from linli.common.models import Record
from linli.forms.enums import Reuse
from linli.people.sealing import SealedTextField


class Sheet(Record):
    """A form that somebody is filling in: what they answered so far, pinned to the version they had before them."""

    account = models.ForeignKey("people.Account", null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.CharField(
        max_length=64, db_collation="C"
    )  # keyed hash of the account or session, never either itself
    version = models.ForeignKey("forms.FormVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=20, db_collation="C")  # what it is filled in for: the app that asks
    subject = models.CharField(max_length=64, db_collation="C")  # which one of these: the code of a service item
    basket = models.UUIDField(unique=True)  # of its files
    answers = SealedTextField()  # JSON; emptied when it was sent
    edition = models.PositiveIntegerField(default=1)  # moves with every saving: two windows do not overwrite each other
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    became_kind = models.CharField(max_length=20, blank=True)
    became_id = models.UUIDField(null=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-saved_at"], name="sheet_by_owner"),
            models.Index(fields=["account", "-saved_at"], name="sheet_by_account"),
            models.Index(fields=["saved_at"], name="sheet_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, became_id__isnull=True, became_kind="")
                | (Q(sent_at__isnull=False, became_id__isnull=False) & ~Q(became_kind="")),
                name="sheet_sent_became_something",
            ),
        ]


class KeptAnswer(Record):
    """An answer that somebody wished to keep for the next form."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=20, choices=Reuse)
    value = SealedTextField()  # JSON
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="answer_kept_once")]
        indexes = [models.Index(fields=["kept_at"], name="kept_answer_by_age")]
