from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class CaseWords(models.Model):
    """The words by which a case is found: bigrams of its Chinese, its Latin words, pinyin initials, its number.

    In a table of its own so that a change of state does not write the word index anew. What is masked is not here.
    """

    case = models.OneToOneField("cases.Case", primary_key=True, on_delete=models.CASCADE, related_name="words")
    vector = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["vector"], name="case_words")]
