"""The word index of articles."""

from django.db import connection

from linli.common.words import initials, vector_of
from linli.knowledge.models import Article, ArticleVersion, ArticleWords

MOST_INITIALS = 60
LONGEST = 16


def index_article(article: Article, version: ArticleVersion) -> None:
    """Write (or write anew) the words of what is read now."""
    asked = vector_of([version.question], letters_of(version.question))
    said = vector_of([version.question, version.answer])
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {ArticleWords._meta.db_table} (article_id, asked, said, for_residents)
                VALUES (%s, array_to_tsvector(%s), array_to_tsvector(%s), %s)
                ON CONFLICT (article_id) DO UPDATE SET asked = excluded.asked, said = excluded.said,
                    for_residents = excluded.for_residents""",  # noqa: S608
            [article.id, asked, said, version.for_residents],
        )


def letters_of(text: str) -> list[str]:
    """The pinyin initials from every character on, so that 高龄补贴 within a question is found by glbt."""
    whole = initials(text)[:MOST_INITIALS]
    return [whole[at : at + LONGEST] for at in range(len(whole) - 1)]
