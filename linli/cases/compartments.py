"""Closed compartments: matters that no post sees by its area. The app that keeps one says here who stands before a matter."""

from collections.abc import Callable
from uuid import UUID

from linli.people.reader import Reader

Capacities = Callable[[Reader, UUID], set[str]]  # (reader, case) → words that procedures use in `who`
_kept: dict[str, Capacities] = {}


def register_compartment(code: str, capacities: Capacities) -> None:
    """Say in what capacity somebody stands before a matter of a compartment; nobody else's word counts there."""
    _kept[code] = capacities


def capacities_in(code: str, reader: Reader, case_id: UUID) -> set[str]:
    """The capacities of a reader; none where nobody keeps the compartment."""
    ask = _kept.get(code)
    return ask(reader, case_id) if ask else set()
