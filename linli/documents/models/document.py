from django.db import models

from linli.common.models import Record
from linli.documents.enums import Purpose


class Document(Record):
    """A photo or paper that proves something of its holder, named by kind and number without a foreign key.

    Until the holder exists it is a draft: `holder_kind` is "draft" and `holder_id` the basket of the form.
    """

    holder_kind = models.CharField(max_length=10)  # "draft", "case"
    holder_id = models.UUIDField()
    event_seq = models.PositiveIntegerField(null=True)  # the event of the holder's history that it proves
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.EVIDENCE)

    file_name = models.CharField(max_length=120)  # as shown and as saved by the reader; never part of a path
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of the bytes that are stored
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    path = models.CharField(max_length=120, blank=True)  # key in the store; empty once erased
    thumbnail_path = models.CharField(max_length=120, blank=True)

    uploaded_by = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField()
    is_for_reporter = models.BooleanField(default=True)  # whoever reported the matter sees it
    erased_at = models.DateTimeField(null=True)
    erased_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["holder_kind", "holder_id", "uploaded_at"], name="document_by_holder"),
            models.Index(
                fields=["uploaded_at"], condition=models.Q(holder_kind="draft"), name="document_drafts_by_age"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) ^ models.Q(path=""), name="document_erased_has_no_file"
            ),
        ]

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def is_voice(self) -> bool:
        return self.media_type.startswith("audio/")

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def short_hash(self) -> str:
        return self.sha256[:12]

    @property
    def kind_word(self) -> str:
        """What stands where there is no small picture: PDF, DOCX, XLSX."""
        return self.file_name.rpartition(".")[2].upper()
