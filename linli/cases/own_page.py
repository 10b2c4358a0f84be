"""Matters that have a page of their own above the engine: an app registers itself in its `apps.py`.

What it registers sits inside every deed on such a matter, whichever door the deed came by (desk, interface, many at
once), so that what belongs to the matter beside the case changes in the same transaction, or the deed is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from linli.cases.enums import Verb
from linli.cases.models import Case
from linli.people.reader import Reader


@dataclass(frozen=True)
class OwnPage:
    """`path` of a case for staff (True) or residents; `attend` hears each deed (`domain.deed.Deed`) before it is written.

    `erase` lets go of what the page keeps of persons, in the transaction in which the case does.
    `verbs` are done on that page and offered nowhere else. Whoever reports chooses no kind of these procedures.
    `is_party` says whether somebody without a post stands in the matter as the "party" that the procedure names.
    """

    path: Callable[[Case, bool], str]
    attend: Callable[[Any], None]
    erase: Callable[[Case], None]
    verbs: frozenset[Verb] = frozenset()
    is_party: Callable[[Reader, Case], bool] | None = None


_pages: dict[str, OwnPage] = {}


def register_own_page(procedure: str, page: OwnPage) -> None:
    """Say whose matters of a procedure are."""
    _pages[procedure] = page


def own_page(procedure: str) -> OwnPage | None:
    return _pages.get(procedure)
