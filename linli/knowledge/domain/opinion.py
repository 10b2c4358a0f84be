from django.db import transaction
from django.db.models import F

from linli.knowledge.errors import ArticleWithdrawn
from linli.knowledge.models import Article, ArticleOpinion


def note_opinion(article: Article, *, is_helpful: bool) -> None:
    """Count that somebody found an answer helpful or not: by nobody, for nothing is kept of who it was.

    Raises ArticleWithdrawn where residents do not read it any more.
    """
    with transaction.atomic():
        found = Article.objects.filter(pk=article.pk, for_residents=True, withdrawn_at=None).first()
        if found is None or found.current is None:
            raise ArticleWithdrawn
        ArticleOpinion.objects.get_or_create(article=found, version=found.current)
        name = "helpful" if is_helpful else "unhelpful"
        # Added in the database: of two at once neither is lost.
        ArticleOpinion.objects.filter(article=found, version=found.current).update(**{name: F(name) + 1})
