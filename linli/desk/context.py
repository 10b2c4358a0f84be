"""What every page of the desk needs: navigation with its counts, who sits here. Asked only where a page shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from linli.cases.queries.filters import CaseFilter
from linli.common.surfaces import Entry, entries_for
from linli.desk.queries.counts import Bounded, Tally, count_views, today_filters
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader

GROUP_TITLES = {
    "": "", "hall": _("Service hall"), "governance": _("Governance"), "screen": _("One screen"),
    "records": _("Records"), "settings": _("Settings"),
}  # fmt: skip
# The desk's own entries are counted together, in one statement.
COUNTED = {("desk:today", ""): "open", ("desk:dispatch", ""): "to_route", ("desk:cases", "view=late"): "late"}
# Pages whose address does not lie below that of their entry.
BELONGS_TO = {"hotline:article-draft": "knowledge:articles", "settings:new-form": "settings:forms"}


@dataclass(frozen=True)
class Line:
    """One entry of the navigation as the layout draws it."""

    title: Any
    url: str
    count: Any
    tone: str
    active: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor: names are functions, so that a page without a desk asks nothing."""
    reader: Reader | None = getattr(request, "reader", None)
    if reader is None:
        return {}
    return {
        "desk_navigation": _once(lambda: navigation(request, reader)),
        "desk_unit": _once(lambda: unit_name(reader.posts[0].unit_id) if reader.posts else ""),
        "desk_person": _once(lambda: reader.name),
        "desk_search_url": _once(lambda: reverse("desk:search")),
        "desk_search": request.GET.get("q", "") if request.path.startswith("/desk/search/") else "",
    }


def _once[T](read: Callable[[], T]) -> Callable[[], T]:
    found: list[T] = []

    def give() -> T:
        if not found:
            found.append(read())
        return found[0]

    return give


def counts_of(request: HttpRequest, **lists: CaseFilter) -> dict[str, Bounded]:
    """The counts of my work and of all entries, read once a request: for the navigation and for the chips of a list.

    `lists`: others to be counted in the same statement; given where the page asks first.
    """
    kept: dict[str, Bounded] | None = getattr(request, "desk_counts", None)
    if kept is None:
        reader: Reader = request.reader  # type: ignore[attr-defined]
        entries = entries_for(frozenset(role.value for role in reader.roles))
        tallies = [Tally(one.url_name, one.tally) for group in entries.values() for one in group if one.tally]
        kept = count_views(reader, {**today_filters(), **lists}, tallies=tallies)
        request.desk_counts = kept  # type: ignore[attr-defined]
    return kept


def navigation(request: HttpRequest, reader: Reader) -> list[dict[str, Any]]:
    """The groups of entries that this reader sees, with counts, and which one the page belongs to."""
    if not reader.is_staff:
        return []
    groups = entries_for(frozenset(role.value for role in reader.roles))
    addressed = {
        group: [(entry, url) for entry in entries if (url := _url(entry))] for group, entries in groups.items()
    }
    active = _active([url for entries in addressed.values() for _, url in entries], request)
    return [
        {
            "title": GROUP_TITLES[group],
            "entries": [_line(entry, url, request, reader, url == active) for entry, url in entries],
        }
        for group, entries in addressed.items()
        if entries
    ]


@cache
def _url(entry: Entry) -> str:
    try:
        path = reverse(entry.url_name)
    except NoReverseMatch:  # an app that is installed but has no page of this name yet
        return ""
    return f"{path}?{entry.query}" if entry.query else path


def _active(urls: list[str], request: HttpRequest) -> str:
    """The entry that a page belongs to: with its query if that is the whole address, else by the longest path."""
    if request.get_full_path() in urls:
        return request.get_full_path()
    match = request.resolver_match
    if match and (owner := BELONGS_TO.get(match.view_name)):
        return reverse(owner)
    today, cases = reverse("desk:today"), reverse("desk:cases")
    if request.path.startswith(cases) and request.path != cases and request.GET.get("list") != "cases":
        return today  # a case opened from my work
    here = [
        url
        for url in urls
        if "?" not in url and request.path.startswith(url) and (url != today or request.path == today)
    ]
    return max(here, key=len, default="")


def _line(entry: Entry, url: str, request: HttpRequest, reader: Reader, active: bool) -> Line:
    counted = COUNTED.get((entry.url_name, entry.query))
    counted = counted or (entry.url_name if entry.tally else None)
    count = counts_of(request)[counted] if counted else entry.count(reader) if entry.count else None
    return Line(entry.title, url, count or None, "late" if counted == "late" else "", active)
