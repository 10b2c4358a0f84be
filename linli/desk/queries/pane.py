"""The list that stands beside an opened case: where the reader came from, written into the address of the case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.cases.queries.filters import VIEWS, CaseFilter
from linli.cases.queries.listing import CaseRow, Page, list_cases
from linli.desk.queries.counts import Bounded
from linli.desk.queries.rows import ListRow, list_row
from linli.people.reader import Held, Reader

TODAY, CASES = "today", "cases"
VIEWS_OF_TODAY = ("open", "late", "soon", "waiting")


@dataclass(frozen=True)
class Place:
    """Which list, which page of it, and in the right of which post. `kind`: my work today, or a list with filters."""

    kind: str = TODAY
    filter: CaseFilter = field(default_factory=CaseFilter)
    post: str = ""
    older: str = ""
    newer: str = ""

    @classmethod
    def read(cls, words: Mapping[str, Any], *, kind: str = "") -> "Place":
        """Read it from an address; what does not hold is left out."""
        asked = kind or (CASES if words.get("list") == CASES else TODAY)
        found = CaseFilter.read(words)
        if asked == TODAY:
            found = CaseFilter(view=found.view if found.view in VIEWS_OF_TODAY else "open")
        keys = {name: str(words.get(name, ""))[:80] for name in ("older", "newer")}
        return cls(asked, found, _number(str(words.get("post", ""))), **keys)

    @cached_property
    def query(self) -> str:
        """What stands in the address of a case so that it keeps this list beside it."""
        return self._address({"list": CASES} if self.kind == CASES else {}, {"older": self.older, "newer": self.newer})

    @property
    def url(self) -> str:
        """The list itself, at this page."""
        return self._url(self._address({}, {"older": self.older, "newer": self.newer}))

    def turned(self, name: str, key: str) -> str:
        """The address of a neighbouring page; empty where there is none."""
        return self._url(self._address({}, {name: key})) if key else ""

    def seen_as(self, view: str) -> str:
        """The address of the same list in another view, from its beginning."""
        return self._url(replace(self, filter=replace(self.filter, view=view))._address({}, {}))

    def held_by(self, post: str) -> str:
        return self._url(replace(self, post=post)._address({}, {}))

    def reader(self, reader: Reader) -> Reader:
        """The reader in the right of the chosen post alone, or of all."""
        chosen = self.chosen(reader)
        return Reader(reader.actor_id, reader.name, (chosen,)) if chosen else reader

    def chosen(self, reader: Reader) -> Held | None:
        return next((post for post in reader.posts if str(post.post_id) == self.post), None)

    def _address(self, before: dict[str, str], after: dict[str, str]) -> str:
        more = {"post": self.post, **after}
        parts = [
            urlencode(before),
            self.filter.address(),
            urlencode({name: word for name, word in more.items() if word}),
        ]
        return "&".join(part for part in parts if part)

    def _url(self, query: str) -> str:
        path = reverse("desk:cases" if self.kind == CASES else "desk:today")
        return f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Pane:
    """The list pane: its rows and the way to its neighbours."""

    place: Place
    page: Page
    active: str = ""

    @property
    def title(self) -> str:
        return _("To do today") if self.place.kind == TODAY else view_title(self.place.filter.view)

    @property
    def order(self) -> str:
        return _("by due time") if self.place.filter.by_due else _("newest first")

    @cached_property
    def rows(self) -> list[ListRow]:
        moment = now()
        return [list_row(row, query=self.place.query, active=self.active, at=moment) for row in self.page.rows]

    @property
    def older(self) -> str:
        return self.place.turned("older", self.page.older)

    @property
    def newer(self) -> str:
        return self.place.turned("newer", self.page.newer)

    @property
    def first(self) -> CaseRow | None:
        return self.page.rows[0] if self.page.rows else None


def read_pane(reader: Reader, place: Place, *, active: str = "") -> Pane:
    """Read the list that stands at a place. One statement."""
    page = list_cases(place.reader(reader), place.filter, older=place.older, newer=place.newer)
    return Pane(place, page, active)


def view_title(view: str) -> str:
    """What a view is called, as the title of a list."""
    return {
        "open": pgettext("view", "Open"),
        "late": _("Overdue"),
        "today": _("Due today"),
        "soon": _("Due soon"),
        "waiting": _("Waiting"),
        "to_route": _("To be routed"),
        "returned": pgettext("dispatch", "Returned"),
        "disputed": pgettext("dispatch", "Disputed"),
        "done": _("Done"),
        "all": _("All matters"),
    }[view]


# Beside these there are those of the dispatch desk, which has a page of its own.
LIST_VIEWS = tuple(view for view in VIEWS if view not in ("returned", "disputed"))
VIEW_TONES = {"late": "late", "today": "soon", "soon": "soon", "waiting": "wait", "done": "done"}


def view_chips(place: Place, views: tuple[str, ...], counts: Mapping[str, Bounded]) -> list[dict[str, Any]]:
    """The views of a list as chips; those of my work with their counts."""
    return [
        {
            "title": pgettext("my work", "To do") if view == "open" and place.kind == TODAY else view_title(view),
            "url": place.seen_as(view), "active": place.filter.view == view, "tone": VIEW_TONES.get(view, ""),
            "count": counts.get(view),
        }
        for view in views
    ]  # fmt: skip


def _number(word: str) -> str:
    try:
        return str(UUID(word))
    except ValueError:
        return ""
