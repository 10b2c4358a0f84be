"""What of a few counts may be published so that nobody can be picked out: pure, without a database.

Counts from one to four are said as "fewer than 5"; and so much beside them is held back that no such count can be reckoned
from the rest. A zero is said: it is of nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from linli.common.shares import hundredths

FEWEST = 5
GRADES = (5, 4, 3, 2, 1)
GOOD, LOW = (5, 4, 3), (2, 1)  # fairly satisfied or better, and not


Bound = Literal["", "at_least", "at_most"]


@dataclass(frozen=True)
class Cell:
    """One published count. `value` None: it is not said; `is_few`: because it is from one to four."""

    grade: int
    value: int | None
    is_few: bool = False


@dataclass(frozen=True)
class Published:
    """The counts of one place as everybody reads them. `whole` None: fewer than five ratings, nothing else is said.

    `good` of `whole` were fairly satisfied or better. `bound`: exactly so many; or at least, because fewer than five were not;
    or at most, because fewer than five were.
    """

    whole: int | None
    is_empty: bool
    cells: tuple[Cell, ...] = ()
    good: int | None = None
    bound: Bound = ""

    @property
    def percent(self) -> int | None:
        """In whole hundredths; of a bound rounded to the side on which it still holds."""
        if not self.whole or self.good is None:
            return None
        if self.bound:
            return self.good * 100 // self.whole if self.bound == "at_least" else -(-self.good * 100 // self.whole)
        return hundredths(self.good, self.whole)


def publish(counts: Mapping[int, int]) -> Published:
    """Return what may be said of how often each grade was given."""
    counts = {grade: counts.get(grade, 0) for grade in GRADES}
    whole = sum(counts.values())
    if whole < FEWEST:
        return Published(None, is_empty=not whole)
    if whole < 2 * FEWEST:  # of so few, which side is the smaller gives it away
        return Published(whole, False)
    good = sum(counts[grade] for grade in GOOD)
    if 0 < whole - good < FEWEST:
        return Published(whole, False, _cells(counts, held_back(counts, GRADES)), whole - FEWEST + 1, "at_least")
    if 0 < good < FEWEST:
        return Published(whole, False, _cells(counts, held_back(counts, GRADES)), FEWEST - 1, "at_most")
    sides = [held_back(counts, LOW), held_back(counts, GOOD)]
    if None in sides:  # too few ratings beside the small count: how many there are is all that can be said
        return Published(whole, False)
    hidden = set().union(*(side for side in sides if side))
    return Published(whole, False, _cells(counts, hidden), good)


def _cells(counts: Mapping[int, int], hidden: set[int] | None) -> tuple[Cell, ...]:
    """Best first; none where too little could be held back."""
    if hidden is None:
        return ()
    return tuple(
        Cell(grade, None if grade in hidden else counts[grade], 0 < counts[grade] < FEWEST) for grade in GRADES
    )


def held_back(counts: Mapping[int, int], side: tuple[int, ...]) -> set[int] | None:
    """The keys (grades, or lines of a table) not said, of some whose sum can be reckoned: the few, and the next smallest until the few are safe.

    None where nothing is left to be held back with them.
    """
    few = {grade for grade in side if 0 < counts[grade] < FEWEST}
    others = sorted((grade for grade in side if counts[grade] >= FEWEST), key=lambda grade: counts[grade])
    for beside in range(len(others) + 1):
        hidden = few | set(others[:beside])
        if not few or _is_safe(len(few), beside, sum(counts[grade] for grade in hidden)):
            return hidden
    return None


def _is_safe(few: int, beside: int, together: int) -> bool:
    """Whether a count from one to four could still be more than one number, its sum with the others held back being known."""
    most = min(FEWEST - 1, together - (few - 1) - FEWEST * beside)
    least = 1 if beside else max(1, together - (FEWEST - 1) * (few - 1))
    return least < most
