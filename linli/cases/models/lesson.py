from django.db import models

from linli.cases.enums import Subject
from linli.common.models import Record


class Lesson(Record):
    """What was learned from the words of closed cases: their unit, or their kind. The newest of a subject is in use."""

    subject = models.CharField(max_length=10, choices=Subject, default=Subject.UNIT)
    learned_at = models.DateTimeField()
    examples = models.PositiveIntegerField()  # learned from
    held_out = models.PositiveIntegerField()  # kept apart, to measure
    right = models.PositiveIntegerField()  # of those
    sure = models.PositiveIntegerField()  # of those kept apart: judged surely enough to be shown
    sure_right = models.PositiveIntegerField()
    content = models.BinaryField()  # zlib of JSON: {"examples": label → count, "pieces": piece → label → count}

    class Meta:
        indexes = [models.Index(fields=["subject", "-learned_at"], name="lesson_newest")]
