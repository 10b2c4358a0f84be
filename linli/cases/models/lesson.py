from django.db import models

from linli.common.models import Record


class Lesson(Record):
    """What was learned from the words of closed cases: which unit they went to. The newest row is the one in use."""

    learned_at = models.DateTimeField()
    examples = models.PositiveIntegerField()  # learned from
    held_out = models.PositiveIntegerField()  # kept apart, to measure
    right = models.PositiveIntegerField()  # of those
    sure = models.PositiveIntegerField()  # of those kept apart: judged surely enough to be shown
    sure_right = models.PositiveIntegerField()
    content = models.BinaryField()  # zlib of JSON: {"examples": label → count, "pieces": piece → label → count}

    class Meta:
        indexes = [models.Index(fields=["-learned_at"], name="lesson_newest")]
