"""What is looked at, as it stands in the address: the area, the period, the kind, what the map is coloured by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_name
from linli.cases.queries.filters import CaseFilter
from linli.cases.queries.procedure import kind_map

PERIODS = ("today", "7", "30", "month")
COLOURS = ("open", "state", "late", "opened")
USUAL = {"period": "30", "colour": "open"}
AREA_WORDS = {9: "town", 12: "village", 15: "grid"}
ANY_AREA = "0-area-0"
LEAST_TREND = 14  # days: fewer show no course


@dataclass(frozen=True)
class View:
    """Every field is a word of the address; what does not hold is left out, never an error."""

    area: str
    period: str = "30"
    kind: str = ""
    colour: str = "open"

    @classmethod
    def read(cls, area: str, words: Mapping[str, Any]) -> "View":
        given = {name: str(words.get(name, "")) for name in ("period", "kind", "colour")}
        return cls(
            area,
            given["period"] if given["period"] in PERIODS else USUAL["period"],
            given["kind"] if may_name(given["kind"]) else "",
            given["colour"] if given["colour"] in colours_of(area) else USUAL["colour"],
        )

    @cached_property
    def first(self) -> date:
        today = localdate()
        if self.period == "month":
            return today.replace(day=1)
        return today if self.period == "today" else today - timedelta(days=int(self.period) - 1)

    @cached_property
    def last(self) -> date:
        return localdate()

    @cached_property
    def trend_first(self) -> date:
        return min(self.first, self.last - timedelta(days=LEAST_TREND - 1))

    @property
    def is_grid(self) -> bool:
        """Figures of a period are kept by village and above."""
        return len(self.area) == 15

    @cached_property
    def filter(self) -> CaseFilter:
        """What every list behind a figure begins with."""
        word = AREA_WORDS.get(len(self.area))
        return CaseFilter(view="all", lead="1", kind=self.kind, **({word: self.area} if word else {}))

    def url(self, name: str = "screen:area", /, *, shape: str = "", **changes: str) -> str:
        """The address of this view with changes, of the page or of what else is made of it."""
        words = {key: changes.get(key, getattr(self, key)) for key in ("period", "kind", "colour")}
        query = urlencode({key: value for key, value in words.items() if value and USUAL.get(key) != value})
        path = _path(name, shape).replace(ANY_AREA, changes.get("area", self.area))
        return f"{path}?{query}" if query else path


@cache
def _path(name: str, shape: str) -> str:
    """The address of a page with a place for the area in it: a map has one address for each of its areas."""
    return reverse(name, kwargs={"area": ANY_AREA, **({"shape": shape} if shape else {})})


def colours_of(area: str) -> tuple[str, ...]:
    """By what the map can be coloured: what a period brought is not kept of a grid."""
    return COLOURS if len(area) < 12 else COLOURS[:-1]


def may_name(kind: str) -> bool:
    """Whether a kind may stand on a wall: of public space only, never a household, a person or a complaint."""
    found = kind_map().get(kind)
    return found is not None and found.is_public_space and not found.compartment


def kind_name(code: str) -> str:
    """The name of a kind in the reader's language."""
    kind = kind_map().get(code)
    if kind is None:
        return code
    return kind.name_en if kind.name_en and get_language() == "en" else kind.name


def period_words(period: str) -> str:
    return {
        "today": _("Today"), "7": _("Last 7 days"), "30": _("Last 30 days"), "month": _("This month"),
    }[period]  # fmt: skip


def colour_words(colour: str) -> str:
    return {
        "state": _("How urgent"), "open": pgettext("figure", "Running"), "late": _("Overdue"), "opened": _("Opened in the period"),
    }[colour]  # fmt: skip


def children_words(area: str) -> str:
    """What the areas below one are called."""
    return {6: _("By town"), 9: _("By village or community"), 12: _("By grid"), 15: _("This grid")}[len(area)]


def place_words(area: str) -> str:
    """A place at town and village level, never deeper."""
    return " ".join(area_name(area[:length]) for length in (9, 12) if len(area) >= length)
