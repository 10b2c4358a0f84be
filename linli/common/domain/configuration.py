"""Configuration kept in memory: read once, read anew when its version has moved, looked at no more than every second."""

import secrets
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from linli.common.models import ConfigurationVersion
from linli.counties.current import current_schema

LOOK_EVERY_SECONDS = 1.0

_seen: dict[str, tuple[float, dict[str, int]]] = {}
_kept: dict[tuple[str, Callable[[], Any]], tuple[int, Any]] = {}


def _versions(county: str) -> dict[str, int]:
    at, versions = _seen.get(county, (0.0, {}))
    if time.monotonic() - at > LOOK_EVERY_SECONDS:
        versions = dict(ConfigurationVersion.objects.values_list("topic", "number"))
        _seen[county] = (time.monotonic(), versions)
    return versions


def versions() -> frozenset[tuple[str, int]]:
    """The versions of all configuration, for what is made of many kinds of it at once."""
    return frozenset(_versions(current_schema()).items())


def kept[T](topic: str, read: Callable[[], T]) -> T:
    """Return what `read` gave for this county, reading again only after `changed(topic)`."""
    county = current_schema()
    number = _versions(county).get(topic, 0)
    key = (county, read)
    found = _kept.get(key)  # no lock: a dictionary answers whole, and two that read at once find the same
    if found is None or found[0] != number:
        found = _kept[key] = (number, read())
    value: T = found[1]
    return value


def changed(*topics: str) -> None:
    """Say, inside the transaction that changed it, that a kind of configuration is no longer what it was.

    The number is drawn, not counted up: what was read under the number of a transaction that was then rolled back
    could otherwise pass for what the next change, by somebody else, brings. What a neighbouring thread has read under it
    before the commit is read anew after it.
    """
    county = current_schema()
    for topic in topics:
        drawn = secrets.randbelow(2**62) + 1
        transaction.on_commit(partial(_drop, county, drawn))
        if not ConfigurationVersion.objects.filter(topic=topic).update(number=drawn):
            ConfigurationVersion.objects.get_or_create(topic=topic, defaults={"number": drawn})
    forget_seen()


def _drop(county: str, number: int) -> None:
    for key in [key for key, found in list(_kept.items()) if key[0] == county and found[0] == number]:
        _kept.pop(key, None)


def forget_seen() -> None:
    """Look at the versions anew at the next reading (this process sees its own changes at once)."""
    _seen.pop(current_schema(), None)


def forget_everything() -> None:
    """Drop all that is kept; for tests, where a rolled-back county reuses its numbers."""
    _seen.clear()
    _kept.clear()
