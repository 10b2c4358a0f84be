"""The screen: the page, its panels alone for refreshing, and the tables behind its charts."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.areas.codes import lineage
from linli.areas.queries.map import area_name, county_code
from linli.cases.queries.figures import Count
from linli.cases.rules import may_instruct
from linli.people.doors import ReadRequest, staff_only
from linli.screen.queries.panorama import Panorama, panorama, value_of
from linli.screen.queries.shares import opened_by
from linli.screen.queries.view import PERIODS, View, children_words, colour_words, colours_of, kind_name, period_words
from linli.screen.reading import Reading, reading
from linli.screen.rules import MAY_SEE, MAY_TAKE, home_of, may_see
from linli.screen.views.answer import conditional, page, view_or_404

MOST_BARS = 6


@require_safe
@staff_only(*MAY_SEE)
def show_home(request: ReadRequest) -> HttpResponse:
    """The widest area of the reader's posts."""
    return _show(request, View.read(home_of(request.reader), request.GET))


@require_safe
@staff_only(*MAY_SEE)
def show_area(request: ReadRequest, area: str) -> HttpResponse:
    return _show(request, view_or_404(request, area))


@require_safe
@staff_only(*MAY_SEE)
def show_figures(request: ReadRequest, area: str) -> HttpResponse:
    """What the page asks for again and again: its panels, or that nothing has changed."""
    return conditional(request, _reading(request, view_or_404(request, area)))


@require_safe
@staff_only(*MAY_SEE)
def show_tables(request: ReadRequest, area: str) -> HttpResponse:
    """Every figure of the screen with its definition, and the whole table behind each chart."""
    view = view_or_404(request, area)
    found = panorama(view)
    context = {**about(request, view), **of_figures(request, view, found), "read_at": found.read_at}
    return page(request, "screen/tables.html", context)


def _show(request: ReadRequest, view: View) -> HttpResponse:
    known = _reading(request, view)
    more = {
        "theme": "dark",
        "panels": known.markup,
        "mark": known.mark,
        "found": known.found,
        "read_at": known.at,
    }
    return page(request, "screen/screen.html", {**about(request, view), **more})


def _reading(request: ReadRequest, view: View) -> Reading:
    """The panels as they stand; who may give instructions has them with a button at each figure."""

    def draw(found: Panorama) -> str:
        context = {**about(request, view), **of_figures(request, view, found)}
        return render_to_string("screen/panels.html", context, request)

    return reading(view, draw, flavour=(bool(instruct_url(request, view)), opened_by(request.reader.roles)))


def about(request: ReadRequest, view: View) -> dict[str, Any]:
    """What the templates of the screen say about what is looked at, beside its figures."""
    return {
        "view": view, "title": place_title(request, view.area),
        "crumbs": [{"name": place_title(request, code), "url": view.url(area=code)}
                   for code in lineage(view.area)[:-1] if may_see(request.reader, code)],
        "periods": [{"title": period_words(name), "url": view.url(period=name), "active": view.period == name}
                    for name in PERIODS if not view.is_grid],
        "colours": [{"title": colour_words(name), "url": view.url(colour=name), "active": view.colour == name} for name in colours_of(view.area)],
        "colour_words": colour_words(view.colour), "period_words": period_words(view.period),
        "children_words": children_words(view.area), "kind_words": kind_name(view.kind) if view.kind else "",
        "without_kind_url": view.url(kind=""), "may_take": bool(request.reader.roles & MAY_TAKE),
        "figures_url": view.url("screen:figures"), "tables_url": view.url("screen:tables"), "brief_url": view.url("screen:area-brief"),
        "csv_url": view.url("screen:export", shape="csv"), "xlsx_url": view.url("screen:export", shape="xlsx"),
    }  # fmt: skip


def of_figures(request: ReadRequest, view: View, found: Panorama) -> dict[str, Any]:
    """What the panels and tables need of the figures."""
    kinds, sources = (found.course.kinds, found.course.sources) if found.course else ([], [])
    return {
        "found": found, "are_grids": len(view.area) == 12, "rate_words": rate_words(), "opened": opened_by(request.reader.roles), "instruct_url": instruct_url(request, view),
        "busiest": found.busiest[:MOST_BARS], "most_open": most_of([line.open for line in found.areas]),
        "kinds": kinds[:MOST_BARS], "most_kind": most_of([line.opened for line in kinds]),
        "sources": sources[:MOST_BARS], "most_source": most_of([line.opened for line in sources]),
    }  # fmt: skip


def instruct_url(request: ReadRequest, view: View) -> str:
    """Where a leader gives an instruction on a figure, whose name comes last; empty for everybody else."""
    if not may_instruct(request.reader, view.area):
        return ""
    url = view.url("screen:instruction")
    return f"{url}{'&' if '?' in url else '?'}figure="


def most_of(counts: list[Count | None]) -> int:
    """The largest, which fills a bar; never nothing, so that it can be divided by."""
    return max([1, *(value_of(count) for count in counts)])


def place_title(request: ReadRequest, area: str) -> str:
    """The name of an area; the county's in the reader's language."""
    if area == county_code() and get_language() == "en" and request.county.name_en:
        return str(request.county.name_en)
    return area_name(area)


def rate_words() -> dict[str, tuple[str, str]]:
    """What each rate is called and what it sets against what."""
    return {
        "response": (_("Response"), _("first contact in time, of all owed that were made or whose time has run")),
        "resolution": (_("Resolution"), _("said to be resolved, of those where it could be found out")),
        "satisfaction": (_("Satisfaction"), _("said to be satisfied, of those where it could be found out")),
        "rating": (
            _("Ratings"),
            _("fairly satisfied or better, of all that were rated, by the day the matter was closed"),
        ),
    }
