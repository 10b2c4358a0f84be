"""Find articles while somebody speaks: by two characters, by whole sentences, by pinyin initials.

Two bounded questions to two GIN indexes: what has the words in its question, then what has them in its answer. The best are
put into order in memory, so that the cost does not grow with how common a word is. A sentence of which no article has every
word is asked again for the pieces that it has in common with some.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from linli.common.words import query_of, tokens
from linli.knowledge.models import Article, ArticleVersion, ArticleWords
from linli.people.queries.unit import unit_name

FOUND = 12
LOOKED_AT = 60


@dataclass(frozen=True)
class Hit:
    """An article as the search shows it."""

    id: UUID
    question: str
    answer: str
    unit_id: UUID
    area: str
    source: str
    valid_until: date | None
    is_invented: bool

    @property
    def unit(self) -> str:
        return unit_name(self.unit_id)

    @property
    def is_stale(self) -> bool:
        return self.valid_until is not None and self.valid_until < localdate()


def search_articles(typed: str, *, area: str = "", limit: int = FOUND, for_residents: bool = False) -> list[Hit]:
    """Return what answers best; what has run out goes last. Two statements, three where nothing has every word.

    `for_residents`: only what everybody may read.
    """
    words = typed.strip()[:200]
    query = query_of(words)
    if not query:
        return []
    rows = _rows("asked", query, area, for_residents)
    rows += [row for row in _rows("said", query, area, for_residents) if row not in rows]
    if not rows and (some := _any_of(words)):
        rows = _rows("asked", some, area, for_residents)
    ranked = sorted(rows, key=lambda hit: (hit.is_stale, -_likeness(words, hit), hit.question, str(hit.id)))
    return ranked[:limit]


def _any_of(words: str) -> str:
    pieces = [piece for piece in dict.fromkeys(tokens(words)) if len(piece) > 1][:12]
    return " | ".join(f"'{piece}'" for piece in pieces)


def _rows(column: str, query: str, area: str, for_residents: bool) -> list[Hit]:
    open_to_all = "AND for_residents" if for_residents else ""
    narrowed = "AND %s LIKE article.area || '%%'" if area else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT article.id, version.question, version.answer, article.unit_id, article.area, version.source,
                       article.valid_until, article.is_invented
                FROM (SELECT article_id FROM {ArticleWords._meta.db_table} WHERE {column} @@ %s::tsquery {open_to_all} LIMIT %s) found
                JOIN {Article._meta.db_table} article ON article.id = found.article_id
                JOIN {ArticleVersion._meta.db_table} version
                    ON version.article_id = article.id AND version.number = article.current
                WHERE article.withdrawn_at IS NULL {narrowed}""",  # noqa: S608  (our own tables and columns)
            [query, LOOKED_AT, *([area] if area else [])],
        )
        return [Hit(*row) for row in cursor.fetchall()]


def _likeness(words: str, hit: Hit) -> float:
    """The phrase itself in the question counts most, then how much of the question is said."""
    mine, theirs = set(tokens(words)), set(tokens(hit.question))
    shared = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
    return shared + (1.0 if words in hit.question else 0.0)
