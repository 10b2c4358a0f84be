"""The panels of a view, kept in memory while nothing has happened, and for a moment longer (decision 0023).

They are alike for everybody who may see the view, so a wall, a desk and ten phones cost one reading between them.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.timezone import localdate, now
from django.utils.translation import get_language

from linli.cases.queries.pulse import Pulse, pulse
from linli.common.domain.configuration import versions
from linli.counties.current import current_schema
from linli.screen.queries.panorama import Panorama, panorama
from linli.screen.queries.shares import forget_shares
from linli.screen.queries.view import View

MOST_KEPT = 200
LONGEST = timedelta(minutes=1)  # what no deed says (a follower more or less) is seen after a minute

_kept: dict[tuple[Any, ...], "Reading"] = {}


@dataclass(frozen=True, slots=True)
class Reading:
    """A panorama as markup. `at`: when it was last known to be true; `mark` changes with the markup."""

    found: Panorama
    markup: str
    mark: str
    at: datetime
    pulse: Pulse


def reading(view: View, draw: Callable[[Panorama], str], *, flavour: tuple[Any, ...] = ()) -> Reading:
    """Return the panels of a view: those kept, if nothing has happened since or only just now, else drawn anew.

    `flavour`: what else the drawing depends on. One statement where they are kept.
    """
    key = (current_schema(), view, get_language(), versions(), *flavour)
    moment = now()
    known = _kept.get(key)
    beat, is_passed = pulse(known.found.read_at if known else None, moment)
    if known and _is_of_today(known, moment):
        if beat == known.pulse and not is_passed:
            return replace(known, at=moment)
        if moment - known.found.read_at < timedelta(seconds=settings.LINLI_SCREEN_REST):
            return known
    found = panorama(view, at=moment)
    markup = draw(found)
    made = Reading(found, markup, f'"{hashlib.sha256(markup.encode()).hexdigest()[:24]}"', moment, beat)
    while len(_kept) >= MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    _kept.pop(key, None)
    _kept[key] = made
    return made


def _is_of_today(known: Reading, moment: datetime) -> bool:
    read_at = known.found.read_at
    return moment - read_at < LONGEST and localdate(read_at) == localdate(moment)


def forget_readings() -> None:
    """Drop all that is kept; for tests."""
    _kept.clear()
    forget_shares()
