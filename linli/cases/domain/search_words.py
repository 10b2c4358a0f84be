"""Write the words by which a case is found."""

from collections.abc import Iterable

from django.db import connection

from linli.cases.models import Case, CaseWords
from linli.common.words import vector_of


def index_words(case: Case, texts: Iterable[str], initials: Iterable[str] = ()) -> None:
    """Write (or write anew) the words of a case. `texts` are already masked."""
    vector = vector_of(texts, initials)
    table = CaseWords._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {table} (case_id, vector) VALUES (%s, array_to_tsvector(%s))
                ON CONFLICT (case_id) DO UPDATE SET vector = excluded.vector""",  # noqa: S608
            [case.id, vector],
        )
