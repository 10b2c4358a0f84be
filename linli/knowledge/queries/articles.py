"""Articles by what is to be done with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from linli.knowledge.domain.staleness import AHEAD
from linli.knowledge.enums import Standing
from linli.knowledge.models import Article, ArticleVersion
from linli.people.reader import Reader

VIEWS = ("read", "stale", "offered", "drafts")
MOST_SHOWN = 100


def articles_in(view: str, reader: Reader) -> QuerySet[Article]:
    """`read`: what is in force; `stale`: of one's units, what has run out or soon will; `offered`: what waits for
    approval; `drafts`: what one's units are writing."""
    mine = Q(unit__in={post.unit_id for post in reader.posts})
    open_ = ArticleVersion.objects.filter(article=OuterRef("pk"))
    found = Article.objects.filter(withdrawn_at__isnull=True)
    if view == "stale":
        found = found.filter(mine, current__isnull=False, valid_until__lt=localdate() + AHEAD)
        return found.order_by("valid_until", "id")
    if view == "offered":
        return found.filter(Exists(open_.filter(standing=Standing.OFFERED))).order_by("id")
    if view == "drafts":
        return found.filter(mine, Exists(open_.filter(standing__in=[Standing.DRAFT, Standing.SENT_BACK]))).order_by(
            "-id"
        )
    return found.filter(current__isnull=False).order_by("-id")


@dataclass(frozen=True)
class ArticleRow:
    article: Article
    version: ArticleVersion  # what is read, else what is being written

    @property
    def is_stale(self) -> bool:
        return self.article.valid_until is not None and self.article.valid_until < localdate()


def list_articles(view: str, reader: Reader) -> list[ArticleRow]:
    """The articles of a view, each with the version that matters in it. Two statements."""
    articles = list(articles_in(view, reader).select_related("unit")[:MOST_SHOWN])
    is_read = view in ("read", "stale")
    chosen: dict[UUID, ArticleVersion] = {}
    for version in _versions(articles):
        article = next(one for one in articles if one.id == version.article_id)
        if not is_read or version.number == article.current:
            chosen[version.article_id] = version
    return [ArticleRow(article, chosen[article.id]) for article in articles if article.id in chosen]


def _versions(articles: Iterable[Article]) -> QuerySet[ArticleVersion]:
    return ArticleVersion.objects.filter(article__in=list(articles)).order_by("number")


def count_views(reader: Reader) -> dict[str, int]:
    return {view: articles_in(view, reader).order_by().count() for view in VIEWS if view != "read"}


def article_path(article_id: str, is_staff: bool) -> str:
    return f"/desk/knowledge/{article_id}/" if is_staff else ""
