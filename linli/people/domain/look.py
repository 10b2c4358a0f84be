from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.people.errors import LookRefused, ReasonTooLong, ReasonTooShort
from linli.people.models import Look
from linli.people.reader import Held, Reader
from linli.people.rules import may_unmask
from linli.people.scan import scan

LEAST_REASON, MOST_REASON = 4, 300


def unmask(
    subject_kind: str,
    subject_id: UUID,
    field: str,
    *,
    by: Reader,
    reason: str,
    person_id: UUID | None = None,
    post: Held | None = None,
) -> Look:
    """Write down that somebody looks at a field of personal data, and why; only then may it be shown.

    `person_id` is the account concerned, which sees the look on its own page; `post` the one in whose right the record
    is seen, else the first held. Raises LookRefused, ReasonTooShort, ReasonTooLong.
    """
    words = reason.strip()
    if not may_unmask(by) or by.actor_id is None:
        raise LookRefused
    if len(words) < LEAST_REASON:
        raise ReasonTooShort
    if len(words) > MOST_REASON:
        raise ReasonTooLong(most=MOST_REASON)
    held = post or by.posts[0]
    with transaction.atomic():
        return Look.objects.create(
            at=now(), actor_id=by.actor_id, actor_name=by.name, unit_id=held.unit_id, unit_name=held.unit_name,
            role=held.role, area=held.area, subject_kind=subject_kind, subject_id=subject_id, person_id=person_id,
            field=field, reason=scan(words).masked[:MOST_REASON],
        )  # fmt: skip
