"""The first page of figures: each says what it counts and when it was read, and opens the very list it counts."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_name, towns
from linli.cases.queries.figures import Count, Line, Sheet
from linli.cases.queries.kinds import majors
from linli.cases.rules import MAY_EXPORT
from linli.desk.forms.filters import kind_words
from linli.desk.queries.period import NAMED, Period, period_words, read_sheet
from linli.desk.rules import MAY_SEE_DISPATCH, sees_grids_only
from linli.desk.views.answer import answer
from linli.people.doors import ReadRequest, staff_only

MOST_BARS = 12


@require_safe
@staff_only()
def show_figures(request: ReadRequest) -> HttpResponse:
    period = Period.read(request.GET)
    sheet = read_sheet(request.reader, period)
    path = reverse("desk:figures")
    may_route = bool(request.reader.roles & MAY_SEE_DISPATCH)
    by_town = sorted(sheet.by_town, key=lambda line: (-line.opened.value, line.code))
    by_kind, kind_name = (sheet.kinds_of(period.major), kind_words) if period.major else (sheet.by_major, _major_name)
    context = {
        "period": period, "sheet": sheet, "figures": big_figures(sheet, may_route=may_route),
        "periods": [{"title": period_words(name), "url": _with(path, period.address(period=name)), "active": period.name == name}
                    for name in NAMED],
        "towns": [(town.code, town.name) for town in towns()],
        "whole": _row(sheet.whole, ""),
        "town_bars": _bars(by_town, area_name), "town_rows": [_row(line, area_name(line.code)) for line in by_town],
        "kind_bars": _bars(by_kind, kind_name), "kind_rows": [
            _row(line, kind_name(line.code), deeper="" if period.major else _with(path, period.address(major=line.code)))
            for line in by_kind
        ],
        "kind_head": _("Kind") if period.major else _("Group of kinds"),
        "major": _major_name(period.major) if period.major else "", "all_majors_url": _with(path, period.address(major="")),
        "columns": [{"title": ""}, *({"title": title, "numeric": True} for title in
                    (_("Opened"), _("Closed in time"), _("Closed late"), _("On-time rate")))],
        "grids_only": sees_grids_only(request.reader), "may_export": bool(request.reader.roles & MAY_EXPORT),
    }  # fmt: skip
    context["town_most"] = max([1, *(line.opened.value for line in by_town)])
    context["kind_most"] = max([1, *(line.opened.value for line in by_kind)])
    return answer(request, "desk/figures.html", "desk/figures.html", context)


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def list_url(count: Count) -> str:
    """The list that a figure counts."""
    return _with(reverse("desk:cases"), count.address)


def big_figures(sheet: Sheet, *, may_route: bool) -> list[dict[str, Any]]:
    """How things stand now, and what the period brought."""
    found = [
        (pgettext("figure", "Running"), sheet.open, _("open, the clock runs"), ""),
        (pgettext("figure", "Overdue"), sheet.late, _("of those, past their next limit"), "late"),
        (pgettext("figure", "Due soon"), sheet.soon, _("within 24 hours"), "soon"),
        (pgettext("figure", "Waiting"), sheet.waiting, _("open, clock paused"), ""),
    ]
    if may_route:
        found.append((pgettext("figure", "To be routed"), sheet.to_route, _("open, with no lead unit"), ""))
    return [
        {"label": label, "value": number_format(count.value, force_grouping=True), "url": list_url(count),
         "definition": definition, "tone": tone if count.value else ""}
        for label, count, definition, tone in found
    ]  # fmt: skip


def _major_name(code: str) -> str:
    return majors().get(code, code)


def _row(line: Line, name: str, *, deeper: str = "") -> dict[str, Any]:
    """One row of a table; `deeper`: where the figures within it stand."""
    counts = [("", line.opened), ("", line.on_time), ("late" if line.late.value else "", line.late)]
    return {
        "name": name, "deeper": deeper, "share": line.share,
        "counts": [{"words": number_format(count.value, force_grouping=True), "url": list_url(count), "tone": tone}
                   for tone, count in counts],
    }  # fmt: skip


def _bars(lines: list[Line], name: Callable[[str], str]) -> list[tuple[str, int, str, str, str]]:
    return [
        (
            name(line.code),
            line.opened.value,
            number_format(line.opened.value, force_grouping=True),
            list_url(line.opened),
            "",
        )
        for line in lines[:MOST_BARS]
        if line.opened.value > 0
    ]
