"""Figures of applications: each with its denominator, each opening the list it counts."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.common.days import day_in
from linli.hall.application_rules import MAY_READ
from linli.hall.queries.application_figures import DIVISIONS, LONGEST, FigureLine, application_figures
from linli.hall.views.application_answer import private
from linli.people.doors import ReadRequest, staff_only

USUAL = timedelta(days=29)


@require_safe
@staff_only(*MAY_READ)
def show_figures(request: ReadRequest) -> HttpResponse:
    """Completion, punctuality, average time by item, place or town."""
    last = day_in(request.GET.get("last", "")) or localdate()
    first = day_in(request.GET.get("first", "")) or last - USUAL
    first = min(max(first, last - LONGEST), last)
    by = request.GET.get("by", "item")
    by = by if by in DIVISIONS else "item"
    whole, lines = application_figures(request.reader, by, first, last)
    kept = {"first": str(first), "last": str(last)}
    titles = {"item": pgettext("application", "Item"), "place": _("Place"), "town": _("Town")}
    heads = (
        titles[by], pgettext("applications", "Came in"), pgettext("applications", "Closed"), pgettext("applications", "On time"),
        _("Average, days"),
    )  # fmt: skip
    context = {
        "completion_value": _percent(whole.completion), "on_time_value": _percent(whole.punctuality),
        "days_value": "–" if whole.days is None else str(whole.days), "whole": _links(whole), "lines": [_links(line) for line in lines], "first": first, "last": last, "by": by,
        "chips": [{"title": title, "url": "?" + urlencode(kept | {"by": key}), "active": key == by} for key, title in titles.items()],
        "columns": [{"title": title, "numeric": place > 0} for place, title in enumerate(heads)],
    }  # fmt: skip
    return private(render(request, "hall/application_figures.html", context))


def _percent(share: int | None) -> str:
    return "–" if share is None else f"{share}%"


def _links(line: FigureLine) -> dict[str, object]:
    """A line with the address of the list behind each figure."""
    root = reverse("hall:applications")

    def at(view: str) -> str:
        return f"{root}?{urlencode(replace(line.wanted, view=view).words)}"

    return {"line": line, "all": at(""), "closed": at("closed"), "on_time": at("on_time")}
