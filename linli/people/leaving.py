"""What goes when somebody closes their account; the apps that hold more of them than the account register themselves."""

from collections.abc import Callable
from uuid import UUID

Leave = Callable[[UUID], object]
_leaves: list[Leave] = []


def register_leaving(leave: Leave) -> None:
    """Let something be erased with the account of a number, in the transaction that closes it."""
    if leave not in _leaves:
        _leaves.append(leave)


def leave_everywhere(account_id: UUID) -> None:
    for leave in _leaves:
        leave(account_id)
