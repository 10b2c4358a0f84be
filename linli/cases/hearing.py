"""Who else hears of what happens to a case: an app above registers itself in its `apps.py`."""

from collections.abc import Callable
from uuid import UUID

Hearer = Callable[[UUID, int], None]  # (case, number of the event)
_hearers: list[Hearer] = []


def register_hearer(hear: Hearer) -> None:
    """Be told of every event by the worker, after the commit; it may be told twice, so it must be harmless then."""
    if hear not in _hearers:
        _hearers.append(hear)


def let_hear(case_id: UUID, seq: int) -> None:
    for hear in _hearers:
        hear(case_id, seq)
