"""Who saw the personal data of one matter: by unit and post, with when and why, never by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from linli.people.enums import Role
from linli.people.models import Look
from linli.people.queries.unit import words_of

MOST = 200


@dataclass(frozen=True)
class Looks:
    """All looks of one post."""

    unit: str
    post: str
    rows: Sequence[Look]

    @property
    def fields(self) -> list[tuple[Look, str]]:
        return [(look, look.field_words) for look in self.rows]


def looks_at_case(case_id: UUID) -> list[Looks]:
    """Return the looks at a case by unit and post, newest first. One statement."""
    found = Look.objects.filter(subject_kind="case", subject_id=case_id).defer("actor_id", "actor_name")
    rows = sorted(found.order_by("-at")[:MOST], key=lambda look: (look.unit_name, look.role))
    return [
        Looks(words_of(unit), str(Role(role).label) if role in Role.values else role, tuple(group))
        for (unit, role), group in groupby(rows, key=lambda look: (look.unit_name, look.role))
    ]
