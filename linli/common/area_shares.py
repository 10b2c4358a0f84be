"""Shares that the screen shows beside the figures of cases: upper floors register what there is, the screen only asks.

A share is so many of so many (centres, grids …) in an area, with the list behind it. Reading one costs one statement,
however large the area.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from linli.common.shares import hundredths

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def lacking(self) -> int:
        return self.whole - self.part

    @property
    def percent(self) -> int | None:
        """None where there is nothing: no share of nothing."""
        return hundredths(self.part, self.whole)


@dataclass(frozen=True)
class AreaShare:
    """What is counted, of an area given by its code. `read` gives None where it is not counted for such an area.

    `url` is the list of what is lacking there; only whoever has one of the `roles` is shown it as a link.
    """

    key: str
    title: Words
    definition: Words
    read: Callable[[str], Share | None]
    url: Callable[[str], str]
    roles: frozenset[str]
    order: int = 100


_shares: dict[str, AreaShare] = {}


def register_share(share: AreaShare) -> None:
    """Put a share on the screen."""
    _shares[share.key] = share


def area_shares() -> list[AreaShare]:
    """All that is registered, in order."""
    return sorted(_shares.values(), key=lambda share: share.order)
