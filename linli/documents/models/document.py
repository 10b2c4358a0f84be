from django.db import models

from linli.common.models import Record


class Purpose(models.TextChoices):
    EVIDENCE = "evidence", "evidence"
    BEFORE = "before", "before"
    AFTER = "after", "after"
    ATTACHMENT = "attachment", "attachment"


class Document(Record):
    """A photo or file as stored: re-encoded, hashed, held by a draft (an upload basket) or a case."""

    holder_kind = models.CharField(max_length=10)  # "draft", "case"
    holder_id = models.UUIDField()
    event_seq = models.PositiveIntegerField(null=True)  # of the case's event that it proves
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.EVIDENCE)
    file_name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    path = models.CharField(max_length=120)
    thumbnail_path = models.CharField(max_length=120, blank=True)
    uploaded_by = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField()
    is_for_reporter = models.BooleanField(default=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["holder_kind", "holder_id", "uploaded_at"], name="document_by_holder")]
