"""Answers that somebody keeps for the next form: by their own tick only, sealed, theirs to see and to delete."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from linli.forms.enums import Reuse
from linli.forms.models import KeptAnswer
from linli.forms.rules import may_keep_answers
from linli.forms.shape import Shape
from linli.people.reader import Reader


def keep_answers(shape: Shape, answers: Mapping[str, Any], *, by: Reader, at: datetime | None = None) -> int:
    """Keep the answers of the fields that may be filled in again, in place of what was kept before. Return how many.

    Somebody without an account keeps nothing, nor do staff, who fill in for others.
    """
    if by.actor_id is None or not may_keep_answers(by):
        return 0
    found = {one.reuse: answers[one.name] for one in shape.fields if one.reuse and one.name in answers}
    with transaction.atomic():
        for key, value in found.items():
            KeptAnswer.objects.update_or_create(
                account=by.account, key=key.value,
                defaults={"value": json.dumps(value, ensure_ascii=False), "kept_at": at or now()},
            )  # fmt: skip
    return len(found)


def drop_kept(*, by: Reader, key: Reuse | None = None) -> int:
    """Delete one of one's kept answers, or all of them. Return how many."""
    if by.actor_id is None:
        return 0
    mine = KeptAnswer.objects.filter(account_id=by.actor_id)
    return (mine.filter(key=key) if key else mine).delete()[0]
