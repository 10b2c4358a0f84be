from django.db import models

from linli.common.models import Record


class ArticleOpinion(Record):
    """How many residents found a version helpful, and how many did not. Counts, and nobody behind them."""

    article = models.ForeignKey("knowledge.Article", on_delete=models.CASCADE, related_name="opinions", db_index=False)
    version = models.PositiveIntegerField()
    helpful = models.PositiveIntegerField(default=0)
    unhelpful = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="opinion_once")]
