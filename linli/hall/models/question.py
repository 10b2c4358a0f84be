from django.db import models
from django.db.models import Q

from linli.common.models import Record


class Question(Record):
    """A question with closed answers, by which people see what fits them. Answers are never stored."""

    code = models.SlugField(max_length=30, unique=True, db_index=False)  # its name in the address
    position = models.PositiveSmallIntegerField(default=100)
    words = models.CharField(max_length=100)
    words_en = models.CharField(max_length=150, blank=True)
    hint = models.CharField(max_length=150, blank=True)
    hint_en = models.CharField(max_length=200, blank=True)
    answers = models.JSONField()  # [{"code", "words", "words_en"}]; never filtered
    takes_several = models.BooleanField(default=False)
    is_first = models.BooleanField(default=True)  # asked of everybody; else only where an item's rules name it
    is_set_here = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="question_has_words")]

    def __str__(self) -> str:
        return self.words
