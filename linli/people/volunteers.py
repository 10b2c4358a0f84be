"""Who lends a hand where: asked by those who offer something to do, answered by the app that keeps voluntary posts.

Only that somebody lends a hand is told, never as what: membership of a party is sensitive. A partner is an organisation,
and its name is what people read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from linli.people.reader import Reader


@dataclass(frozen=True, slots=True)
class Lending:
    """That an account lends a hand in an area today. `organisation` is a partner's; "" for a person, whoever it is."""

    area: str
    organisation: str = ""


Give = Callable[[Reader], Sequence[Lending]]
_give: list[Give] = []


def register_volunteers(give: Give) -> None:
    """Say where a reader lends a hand."""
    _give[:] = [give]


def lendings_of(reader: Reader) -> Sequence[Lending]:
    """Where a reader lends a hand today; nothing for nobody. One statement at most."""
    return _give[0](reader) if _give and reader.actor_id is not None else ()


def lending_in(reader: Reader, area: str, *, as_partner: bool = False) -> Lending | None:
    """How a reader lends a hand within an area, a partner's post first; None: not at all, or not as a partner."""
    found = [one for one in lendings_of(reader) if one.area.startswith(area)]
    found.sort(key=lambda one: not one.organisation)
    return next((one for one in found if one.organisation or not as_partner), None)
