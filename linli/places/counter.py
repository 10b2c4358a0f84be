"""What meets at a counter: what can be asked for there, what can be begun for a person, and who stands there now.

The apps that know register themselves in their `apps.py`; those that show ask here, so that none of them knows another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from linli.common.surfaces import Words
from linli.people.reader import Reader


@dataclass(frozen=True, slots=True)
class CounterItem:
    """Something that a place deals with: a line of the kiosk's menu, and what an appointment is for."""

    code: str
    title: str
    group: str
    url: str  # its guide


@dataclass(frozen=True, slots=True)
class WithdrawnItem:
    """Something that a place no longer deals with, or not, with the reason: everybody reads it."""

    title: str
    reason: str
    url: str


@dataclass(frozen=True)
class CounterDeed:
    """A page on which a clerk begins something for whoever stands at the window; it is given `?ticket=` of the visit."""

    title: Words
    url_name: str
    roles: frozenset[str]
    order: int = 100


@dataclass(frozen=True, slots=True)
class CounterVisit:
    """Who stands at a window now, or is visited at home. `account_id` is None for somebody whom only the ticket names.

    `ticket_id` is whatever the app that knows them calls them by: the ticket, or the booking of the visit.
    """

    ticket_id: UUID
    number: str
    place_code: str
    account_id: UUID | None
    item_code: str
    is_at_home: bool = False  # `number` is then the time of the visit, in words


@dataclass(frozen=True)
class PlacePage:
    """A page that an app keeps for a place beside its own, linked from there with a sentence."""

    title: Words
    about: Words
    url: str


Pages = Callable[[str], PlacePage | None]  # of the code of a place; None: it has no such page
Items = Callable[[str], list[CounterItem]]  # of the code of a place
Withdrawn = Callable[[str], list[WithdrawnItem]]  # of the code of a place
Visits = Callable[[UUID, Reader], CounterVisit | None]  # None: no such ticket, or not this reader's
Served = Callable[[UUID, UUID, Reader], bool]  # ticket, case: it hangs on the case from now on; False: none of theirs

_pages: list[Pages] = []
_items: list[Items] = []
_withdrawn: list[Withdrawn] = []
_deeds: list[CounterDeed] = []
_visits: list[Visits] = []
_served: list[Served] = []


def register_counter_items(give: Items) -> None:
    """Say what a place deals with."""
    _items[:] = [give]


def counter_items(place_code: str) -> list[CounterItem]:
    """What a place deals with, in the order in which it is offered; empty where nobody keeps a catalogue."""
    return _items[0](place_code) if _items else []


def register_withdrawn_items(give: Withdrawn) -> None:
    """Say what a place does not deal with, and why."""
    _withdrawn[:] = [give]


def withdrawn_items(place_code: str) -> list[WithdrawnItem]:
    """What a place does not deal with though others of its kind do, with the reason."""
    return _withdrawn[0](place_code) if _withdrawn else []


def register_place_page(give: Pages) -> None:
    """Link a page of another app from the page of a place."""
    if give not in _pages:
        _pages.append(give)


def place_pages(place_code: str) -> list[PlacePage]:
    """The pages that other apps keep for a place."""
    return [page for give in _pages if (page := give(place_code))]


def register_counter_deed(deed: CounterDeed) -> None:
    """Offer a page at the window."""
    if all(one.url_name != deed.url_name for one in _deeds):
        _deeds.append(deed)


def counter_deeds(roles: frozenset[str]) -> list[CounterDeed]:
    """What somebody with these roles can begin for a person at the window, in order."""
    return sorted((deed for deed in _deeds if deed.roles & roles), key=lambda deed: deed.order)


def register_counter_visits(find: Visits, served: Served) -> None:
    """Say who stands at a window or is visited, and be told which case they were served with (in the transaction of its verb)."""
    if find not in _visits:
        _visits.append(find)
    if served not in _served:
        _served.append(served)


def counter_visit(ticket_id: UUID, reader: Reader) -> CounterVisit | None:
    """Who stands at the window of this reader with this ticket."""
    return next((visit for find in _visits if (visit := find(ticket_id, reader)) is not None), None)


def serve_case(ticket_id: UUID, case_id: UUID, by: Reader) -> None:
    """Hang a ticket, or a visit at home, on the case that was begun or carried on there."""
    any(served(ticket_id, case_id, by) for served in _served)
