"""Several counts in one statement, each up to a bound."""

from collections.abc import Hashable, Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def bounded_counts[Name: Hashable](querysets: Mapping[Name, QuerySet[Any]], *, most: int) -> dict[Name, int]:
    """Count the rows of each up to `most` and one more. One statement, none where there is nothing to count."""
    found: dict[Name, int] = dict.fromkeys(querysets, 0)
    texts: list[str] = []
    values: list[Any] = []
    asked: list[Name] = []
    for name, rows in querysets.items():
        try:
            text, given = rows.order_by().values("pk")[: most + 1].query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:  # what it asks for cannot be
            continue
        asked.append(name)
        texts.append(f"(SELECT count(*) FROM ({text}) AS counted)")  # noqa: S608  (written by the compiler)
        values.extend(given)
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(texts)}", values)
            found |= dict(zip(asked, cursor.fetchone(), strict=True))
    return found
