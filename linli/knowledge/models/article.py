from django.db import models

from linli.common.models import AreaCodeField, Record


class Article(Record):
    """A question that people ask, and its answer, kept by the unit in charge. The words stand in its versions."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    area = AreaCodeField()  # where the answer holds: the county, or a town or village of it
    kind = models.CharField(
        max_length=10, blank=True
    )  # the code of a kind of matter, or its beginning; a word of others
    current = models.PositiveIntegerField(null=True)  # the version that is read; null until one is approved
    question = models.CharField(max_length=200, blank=True)  # of that version, as a list shows it
    valid_until = models.DateField(null=True)  # of that version, the last day
    told_stale_on = models.DateField(null=True)  # when its unit was last told that it has run out
    for_residents = models.BooleanField(default=False)  # of that version: everybody finds and reads it
    matter = models.UUIDField(null=True)  # the case whose answer it was made of
    withdrawn_at = models.DateTimeField(null=True)
    is_invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["-id"], name="article_public", condition=models.Q(for_residents=True, withdrawn_at__isnull=True)
            ),
            models.Index(fields=["valid_until"], name="article_by_end", condition=models.Q(withdrawn_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.question
