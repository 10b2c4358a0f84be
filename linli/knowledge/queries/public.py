"""Questions and answers as residents read them: what has been approved and is meant for them, and nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from linli.areas.queries.map import area_name
from linli.knowledge.models import ArticleVersion
from linli.people.queries.unit import unit_name

SHOWN = 20


@dataclass(frozen=True)
class Answer:
    """One question with its answer."""

    id: UUID
    question: str
    answer: str
    source: str
    unit: str
    place: str
    approved_at: datetime | None
    valid_until: date | None
    is_invented: bool

    @property
    def is_stale(self) -> bool:
        return self.valid_until is not None and self.valid_until < localdate()


def _read_now() -> QuerySet[ArticleVersion]:
    return ArticleVersion.objects.filter(
        number=F("article__current"), article__for_residents=True, article__withdrawn_at__isnull=True
    ).select_related("article")  # fmt: skip


def _answer(version: ArticleVersion) -> Answer:
    article = version.article
    return Answer(
        article.id, version.question, version.answer, version.source, unit_name(article.unit_id), area_name(article.area),
        version.decided_at, article.valid_until, article.is_invented,
    )  # fmt: skip


def public_answer(article_id: UUID) -> Answer | None:
    """One answer that everybody may read. One statement."""
    found = _read_now().filter(article=article_id).first()
    return _answer(found) if found else None


def newest_answers() -> list[Answer]:
    """The newest answers that everybody may read. One statement."""
    return [_answer(version) for version in _read_now().order_by("-article_id")[:SHOWN]]
