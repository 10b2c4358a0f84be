from django.db import models

from linli.common.models import Record
from linli.knowledge.enums import Standing


class ArticleVersion(Record):
    """One wording of an article. What has been approved is never rewritten: another wording is another version."""

    article = models.ForeignKey("knowledge.Article", on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=200)
    answer = models.TextField()
    source = models.CharField(max_length=200)  # the paper, notice or law that the answer is from
    valid_until = models.DateField(null=True)
    for_residents = models.BooleanField(default=False)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.DRAFT)
    written_by = models.UUIDField(null=True)
    written_label = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_label = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)  # why it was sent back

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_once"),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(standing__in=["draft", "offered", "sent_back"]),
                name="one_open_version",
            ),
        ]
