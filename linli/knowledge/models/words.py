from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class ArticleWords(models.Model):
    """The words by which an article is found: of its question apart, so that what is asked goes before what is said."""

    article = models.OneToOneField(
        "knowledge.Article", primary_key=True, on_delete=models.CASCADE, related_name="words"
    )
    asked = SearchVectorField()  # bigrams of the question, and its pinyin initials from every character on
    for_residents = models.BooleanField(db_default=False)  # here too, so that the search narrows before it cuts off
    said = SearchVectorField()  # bigrams of question and answer

    class Meta:
        indexes = [GinIndex(fields=["asked"], name="article_asked"), GinIndex(fields=["said"], name="article_said")]
