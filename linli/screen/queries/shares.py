"""The shares that other apps put on the screen, kept in memory for a minute: no deed on a case moves them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.common.area_shares import Share, area_shares
from linli.common.surfaces import Words
from linli.counties.current import current_schema

LONGEST, MOST_KEPT = timedelta(minutes=1), 400

_kept: dict[tuple[str, str], tuple[datetime, dict[str, Share]]] = {}


@dataclass(frozen=True)
class ShareLine:
    """One share of an area. `url`: the list of what is lacking."""

    key: str
    title: Words
    definition: Words
    share: Share
    url: str


def shares_of(area: str, *, at: datetime) -> list[ShareLine]:
    """Return them in their order. One statement each, none where they were read within the minute."""
    found = _read(area, at)
    return [
        ShareLine(one.key, one.title, one.definition, found[one.key], one.url(area))
        for one in area_shares()
        if one.key in found
    ]


def _read(area: str, at: datetime) -> dict[str, Share]:
    key = (current_schema(), area)
    known = _kept.get(key)
    if known and timedelta() <= at - known[0] < LONGEST:
        return known[1]
    read = {one.key: one.read(area) for one in area_shares()}
    found = {name: share for name, share in read.items() if share is not None}
    while len(_kept) >= MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept[key] = (at, found)
    return found


def opened_by(roles: frozenset[str]) -> frozenset[str]:
    """The keys of those whose list somebody with these roles may open."""
    return frozenset(one.key for one in area_shares() if one.roles & roles)


def forget_shares() -> None:
    """Drop all that is kept; for tests."""
    _kept.clear()
