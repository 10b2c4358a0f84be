"""Who else hears that a booking is over or at another time: an app above registers itself in its `apps.py`."""

from collections.abc import Callable
from uuid import UUID

Hearer = Callable[[UUID], object]  # of the booking
_hearers: list[Hearer] = []


def register_change_hearer(hear: Hearer) -> None:
    """Be told by the worker, after the commit, of a booking that was given back, taken away, not approved or moved.

    It may be told twice, so it must be harmless then.
    """
    if hear not in _hearers:
        _hearers.append(hear)


def let_hear(booking_id: UUID) -> None:
    for hear in _hearers:
        hear(booking_id)
