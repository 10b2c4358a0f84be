"""What of a few counts may be published so that nobody can be picked out: pure, without a database.

Counts from one to four are said as "fewer than 5"; and so much beside them is held back that no such count can be reckoned
from the rest. A zero is said: it is of nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FEWEST = 5
GRADES = (5, 4, 3, 2, 1)
GOOD, LOW = (5, 4, 3), (2, 1)  # fairly satisfied or better, and not


@dataclass(frozen=True)
class Cell:
    """One published count. `value` None: it is not said; `is_few`: because it is from one to four."""

    grade: int
    value: int | None
    is_few: bool = False


@dataclass(frozen=True)
class Published:
    """The counts of one place as everybody reads them. `whole` None: fewer than five ratings, nothing else is said.

    `good` of `whole` were fairly satisfied or better; `is_floor`: they were at least so many, because who was not is fewer
    than five.
    """

    whole: int | None
    is_empty: bool
    cells: tuple[Cell, ...] = ()
    good: int | None = None
    is_floor: bool = False

    @property
    def percent(self) -> int | None:
        return self.good * 100 // self.whole if self.whole and self.good is not None else None


def publish(counts: Mapping[int, int]) -> Published:
    """Return what may be said of how often each grade was given."""
    counts = {grade: counts.get(grade, 0) for grade in GRADES}
    whole = sum(counts.values())
    if whole < FEWEST:
        return Published(None, is_empty=not whole)
    good = sum(counts[grade] for grade in GOOD)
    if 0 < whole - good < FEWEST:
        hidden = _held_back(counts, GRADES)
        return Published(whole, False, _cells(counts, hidden), good=whole - FEWEST + 1, is_floor=True)
    sides = [_held_back(counts, LOW), _held_back(counts, GOOD)]
    if 0 < good < FEWEST or None in sides:  # the share would give a small count away
        return Published(whole, False, _cells(counts, _held_back(counts, GRADES)))
    hidden = set().union(*(side for side in sides if side))
    return Published(whole, False, _cells(counts, hidden), good=good)


def _cells(counts: Mapping[int, int], hidden: set[int] | None) -> tuple[Cell, ...]:
    """Best first; none where too little could be held back."""
    if hidden is None:
        return ()
    return tuple(
        Cell(grade, None if grade in hidden else counts[grade], 0 < counts[grade] < FEWEST) for grade in GRADES
    )


def _held_back(counts: Mapping[int, int], side: tuple[int, ...]) -> set[int] | None:
    """The grades not said, of some whose sum can be reckoned: the few, and the next smallest where the few would be given away.

    None where nothing is left to be held back with them.
    """
    few = {grade for grade in side if 0 < counts[grade] < FEWEST}
    together = sum(counts[grade] for grade in few)
    if not few or (len(few) > 1 and FEWEST <= together < len(few) * (FEWEST - 1)):
        return few
    others = [grade for grade in side if counts[grade] >= FEWEST]
    return few | {min(others, key=lambda grade: counts[grade])} if others else None
