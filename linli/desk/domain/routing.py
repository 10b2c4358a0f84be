"""Give many matters to their units at once: each its own deed, and one that fails keeps no other back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from linli.cases.domain.assignment import assign_case
from linli.cases.domain.deed import Sent
from linli.cases.errors import AlreadyDone
from linli.cases.models import Case
from linli.common.errors import Refusal
from linli.people.reader import Reader


@dataclass(frozen=True)
class Wish:
    """One matter and the unit that somebody wrote beside it."""

    case: Case
    number: str
    unit: UUID | None
    seq: int | None
    key: str


@dataclass
class Assigned:
    """What became of them: how many were given, and which were not, with the reason."""

    given: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def assign_cases(wishes: Iterable[Wish], *, by: Reader, note: str = "") -> Assigned:
    """Assign each matter in a transaction of its own."""
    outcome = Assigned()
    for wish in wishes:
        try:
            assign_case(wish.case, by=by, unit=wish.unit, note=note, sent=Sent(seq=wish.seq, key=wish.key))
        except AlreadyDone:
            outcome.given += 1
        except Refusal as refusal:
            outcome.failed.append((wish.number, str(refusal)))
        else:
            outcome.given += 1
    return outcome
