"""Who else knows of matters that were returned: an app above registers itself in its `apps.py`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.people.enums import Role


@dataclass(frozen=True)
class Why:
    """Why a matter stands in a list, and since when."""

    words: str
    since: datetime
    url: str = ""  # where it is decided, and by whom
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Returns:
    """One source: `cases` gives the numbers of the cases as a column `case_id`; `why` says it of some of them."""

    cases: Callable[[], QuerySet[Any, Any]]
    why: Callable[[Collection[UUID]], Mapping[UUID, Why]]


_sources: list[Returns] = []


def register_returns(source: Returns) -> None:
    """Have these matters stand in the list of what was returned, until somebody has decided."""
    if source not in _sources:
        _sources.append(source)


def returns() -> tuple[Returns, ...]:
    return tuple(_sources)
