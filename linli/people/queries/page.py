"""One page of a list that is ordered by key, newest first: as fast at its end as at its beginning."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, QuerySet

PAGE = 50


@dataclass(frozen=True)
class Page[M: Model]:
    """Rows, and the keys from which the older and the newer page begin (none: there is no such page)."""

    rows: list[M]
    older: UUID | None
    newer: UUID | None


def page_of[M: Model](
    rows: QuerySet[M], *, before: UUID | None = None, after: UUID | None = None, size: int = PAGE
) -> Page[M]:
    """Return the rows older than `before`, or just newer than `after`, or the newest. One statement."""
    if after:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: size + 1])
        shown = found[:size][::-1]
        has_older, has_newer = True, len(found) > size
    else:
        found = list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[: size + 1])
        shown = found[:size]
        has_older, has_newer = len(found) > size, before is not None
    return Page(
        shown,
        older=shown[-1].pk if shown and has_older else None,
        newer=shown[0].pk if shown and has_newer else None,
    )
