"""What goes with an account that is withdrawn: the apps above register what they give back, in the same transaction."""

from collections.abc import Callable
from uuid import UUID

from linli.people.reader import Reader

GiveBack = Callable[[UUID, Reader], object]
_given: list[GiveBack] = []


def register_withdrawal(give_back: GiveBack) -> None:
    """Say what happens to what an account holds elsewhere."""
    if give_back not in _given:
        _given.append(give_back)


def give_back_all(account: UUID, by: Reader) -> None:
    for give_back in _given:
        give_back(account, by)
