"""What the apps put on the surfaces: each app registers its entries in its `apps.py`; the surfaces only assemble."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Entry:
    """One line of the desk's navigation. `roles` empty: every post.

    `tally` gives the rows that belong to an account; the desk counts those of all entries in one statement, up to a
    bound. `count` is for what rows cannot say; it asks by itself, with every page, so only where it is cheap.
    `about` says in a plain sentence what is found there; the page of settings shows it.
    """

    title: Words
    url_name: str
    group: str  # "", "governance", "hall", "records", "settings": the order of the groups is GROUPS
    order: int = 100
    roles: frozenset[str] = field(default_factory=frozenset)
    count: Callable[[Any], int | None] | None = None
    tally: Callable[[UUID], QuerySet[Any]] | None = None
    query: str = ""
    about: Words = ""


GROUPS = ("", "hall", "governance", "screen", "records", "settings")
_entries: list[Entry] = []


def register_entry(entry: Entry) -> None:
    """Put a page into the desk's navigation."""
    # By address, not as a whole: a title may be a county's own word, which is asked of the database.
    if all((one.url_name, one.query) != (entry.url_name, entry.query) for one in _entries):
        _entries.append(entry)


def entries_for(roles: frozenset[str]) -> dict[str, list[Entry]]:
    """The groups and entries that a reader with these roles sees, in order."""
    seen = [entry for entry in _entries if not entry.roles or entry.roles & roles]
    ordered = sorted(seen, key=lambda entry: entry.order)
    return {group: rows for group in GROUPS if (rows := [entry for entry in ordered if entry.group == group])}


@dataclass(frozen=True)
class Help:
    """One way of everyday help (微实事) that the residents' first page leads to: a door of an app of its own."""

    title: Words
    url_name: str
    about: Words
    order: int = 100


_helps: list[Help] = []


def register_help(one: Help) -> None:
    """Offer a kind of everyday help on the residents' first page."""
    if all(other.url_name != one.url_name for other in _helps):
        _helps.append(one)


def everyday_help() -> list[Help]:
    """What is offered, in order."""
    return sorted(_helps, key=lambda one: one.order)


Navigation = list[dict[str, Any]]
_portal_navigation: list[Callable[[HttpRequest, str], Navigation]] = []


def register_portal_navigation(give: Callable[[HttpRequest, str], Navigation]) -> None:
    """Say what stands in the bar of the residents' pages; the portal does, and public pages of other apps show it."""
    _portal_navigation[:] = [give]


def portal_navigation(request: HttpRequest, active: str = "") -> Navigation:
    """The bar of the residents' pages; empty where no portal is installed."""
    return _portal_navigation[0](request, active) if _portal_navigation else []
