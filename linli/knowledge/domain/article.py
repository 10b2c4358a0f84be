"""Articles are written by units, approved by somebody else, and kept in every version."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.knowledge.domain.words import index_article
from linli.knowledge.enums import Standing
from linli.knowledge.errors import (
    ArticleIncomplete,
    ArticleWithdrawn,
    NotApprover,
    NothingOffered,
    NotYourArticle,
    OwnArticle,
    PersonInArticle,
)
from linli.knowledge.models import Article, ArticleVersion, ArticleWords
from linli.knowledge.rules import may_approve, may_write, writing_posts
from linli.people.reader import Reader
from linli.people.scan import scan

OPEN = (Standing.DRAFT, Standing.OFFERED, Standing.SENT_BACK)


@dataclass(frozen=True)
class Wording:
    """What an article says."""

    question: str
    answer: str
    source: str
    valid_until: date | None = None
    for_residents: bool = False  # residents find it too, once it is approved


def write_article(
    wording: Wording, *, by: Reader, unit: UUID, area: str, kind: str = "", offer: bool = False, at: datetime | None = None,
    is_invented: bool = False, matter: UUID | None = None,
) -> Article:  # fmt: skip
    """Write a new article for one's unit; `offer` asks for approval at once, `matter` is the case it was made of.

    Raises NotYourArticle, ArticleIncomplete, PersonInArticle.
    """
    if not by.is_system and all(post.unit_id != unit for post in writing_posts(by)):
        raise NotYourArticle
    with transaction.atomic():
        article = Article.objects.create(unit_id=unit, area=area, kind=kind, is_invented=is_invented, matter=matter)
        _write(article, wording, by=by, offer=offer, at=at or now())
    return article


def revise_article(
    article: Article, wording: Wording, *, by: Reader, offer: bool = False, at: datetime | None = None
) -> ArticleVersion:
    """Word an article anew. What is read stays as it is until this version is approved.

    Raises NotYourArticle, ArticleWithdrawn, ArticleIncomplete, PersonInArticle.
    """
    with transaction.atomic():
        locked = _lock(article)
        if not may_write(by, locked):
            raise NotYourArticle
        return _write(locked, wording, by=by, offer=offer, at=at or now())


def _write(article: Article, wording: Wording, *, by: Reader, offer: bool, at: datetime) -> ArticleVersion:
    texts = [wording.question.strip(), wording.answer.strip(), wording.source.strip()]
    if not all(texts):
        raise ArticleIncomplete
    found = scan(" ".join(texts))
    if found.kinds:
        raise PersonInArticle(found=_masked(found.masked))
    last = article.versions.order_by("-number").first()
    is_open = last is not None and last.standing in OPEN
    version = last if is_open and last else ArticleVersion(article=article, number=(last.number if last else 0) + 1)
    version.question, version.answer, version.source = texts
    version.valid_until, version.note, version.for_residents = wording.valid_until, "", wording.for_residents
    version.standing = Standing.OFFERED if offer else Standing.DRAFT
    version.written_by, version.written_label, version.written_at = by.actor_id, by.label, at
    version.save()
    note_deed("article.written", by=by, subject_kind="article", subject_id=article.id, area=article.area,
              version=version.number, offered=offer)  # fmt: skip
    return version


def _masked(text: str) -> str:
    return next((word for word in text.split() if "*" in word), "*")[:40]


def approve_article(article: Article, *, by: Reader, at: datetime | None = None) -> ArticleVersion:
    """Approve what is offered: from now on it is what is read. Raises NotApprover, OwnArticle, NothingOffered."""
    with transaction.atomic():
        locked = _lock(article)
        version = _offered(locked, by)
        version.standing = Standing.APPROVED
        version.decided_by, version.decided_label, version.decided_at = by.actor_id, by.label, at or now()
        version.save()
        locked.current, locked.question, locked.valid_until = version.number, version.question, version.valid_until
        locked.told_stale_on, locked.for_residents = None, version.for_residents
        locked.save()
        index_article(locked, version)
        note_deed("article.approved", by=by, subject_kind="article", subject_id=locked.id, area=locked.area,
                  version=version.number)  # fmt: skip
    return version


def send_back_article(article: Article, *, by: Reader, note: str, at: datetime | None = None) -> ArticleVersion:
    """Give what is offered back to its unit, with the reason. Raises NotApprover, OwnArticle, NothingOffered."""
    with transaction.atomic():
        version = _offered(_lock(article), by)
        version.standing, version.note = Standing.SENT_BACK, note.strip()[:300]
        version.decided_by, version.decided_label, version.decided_at = by.actor_id, by.label, at or now()
        version.save()
        note_deed("article.sent_back", by=by, subject_kind="article", subject_id=article.id, area=article.area,
                  version=version.number)  # fmt: skip
    return version


def _offered(article: Article, by: Reader) -> ArticleVersion:
    if not may_approve(by, article):
        raise NotApprover
    version = article.versions.filter(standing=Standing.OFFERED).first()
    if version is None:
        raise NothingOffered
    if by.actor_id is not None and version.written_by == by.actor_id:
        raise OwnArticle
    return version


def withdraw_article(article: Article, *, by: Reader, at: datetime | None = None) -> Article:
    """Take an article out: it is found no more, its versions are kept. Raises NotYourArticle, ArticleWithdrawn."""
    with transaction.atomic():
        locked = _lock(article)
        if not (may_write(by, locked) or may_approve(by, locked)):
            raise NotYourArticle
        locked.withdrawn_at = at or now()
        locked.save(update_fields=["withdrawn_at"])
        ArticleWords.objects.filter(article=locked).delete()
        note_deed("article.withdrawn", by=by, subject_kind="article", subject_id=locked.id, area=locked.area)
    return locked


def _lock(article: Article) -> Article:
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if locked.withdrawn_at is not None:
        raise ArticleWithdrawn
    return locked
