"""Figures of petitions: each with its denominator, each opening the list it counts; and the table as a file."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_name
from linli.common.days import day_in
from linli.common.domain.audit import note_deed
from linli.common.spreadsheets import xlsx_file
from linli.common.templatetags.linli import day
from linli.people.doors import ReadRequest, staff_only
from linli.people.queries.unit import unit_name
from linli.petitions.enums import Aim, Round
from linli.petitions.queries.counted import NO_BODY, VIEWS, Wanted, counted_list
from linli.petitions.queries.figures import (
    DIVISIONS,
    FIGURES,
    LONGEST,
    FigureLine,
    for_file,
    petition_figures,
    satisfaction,
)
from linli.petitions.rules import AT_THE_DESK
from linli.petitions.views.answer import at_desk, private

USUAL = timedelta(days=89)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _heads() -> dict[str, str]:
    return {
        "came": pgettext("petitions", "Came in"), "closed": pgettext("petitions", "Closed"), "in_time": pgettext("petitions", "In time"),
        "answered": pgettext("petitions", "Answered"), "days": _("Average, working days"), "urged": pgettext("petitions", "Urged"),
        "supervised": pgettext("petitions", "Supervised"), "rated": pgettext("petitions", "Rated"),
    }  # fmt: skip


def _by() -> dict[str, str]:
    return {
        "aim": _("What is wanted"),
        "unit": pgettext("petitions", "Unit in charge"),
        "town": _("Town"),
        "round": pgettext("petitions", "Stage"),
    }


def _asked(request: ReadRequest) -> tuple[str, date, date]:
    """By what it is divided, and the days: the last ninety where none are said, a year at most."""
    last = day_in(request.GET.get("last", "")) or localdate()
    first = day_in(request.GET.get("first", "")) or last - min(USUAL, last - date.min)
    by = request.GET.get("by", "aim")
    return by if by in DIVISIONS else "aim", max(min(first, last), last - min(LONGEST, last - date.min)), last


@require_safe
@staff_only(*AT_THE_DESK)
def show_figures(request: ReadRequest) -> HttpResponse:
    """Completion, punctuality, average working days; how it was rated; by aim, body, town or round."""
    by, first, last = _asked(request)
    whole, lines = petition_figures(request.reader, by, first, last)
    kept = {"first": str(first), "last": str(last)}
    heads = _heads()
    context = {
        "whole": _links(whole), "lines": [_links(line) for line in lines], "first": first, "last": last, "by": by, "heads": heads,
        "completion_value": _percent(whole.completion), "on_time_value": _percent(whole.punctuality),
        "days_value": "–" if whole.days is None else str(whole.days), "satisfaction": satisfaction(request.reader),
        "chips": [{"title": title, "url": "?" + urlencode(kept | {"by": key}), "active": key == by} for key, title in _by().items()],
        "columns": [{"title": _by()[by]}, *({"title": title, "numeric": True} for title in heads.values())],
        "file": f"{reverse('petitions:figures-file')}?{urlencode(kept | {'by': by})}",
    }  # fmt: skip
    return at_desk(request, "petitions/figures.html", context)


def _percent(share: int | None) -> str:
    return "–" if share is None else f"{share}%"


def _links(line: FigureLine) -> dict[str, Any]:
    """A line with the address of the list behind each figure."""
    return {
        "line": line, "came": _list(line.wanted),
        "cells": {name: (line.counts[name], _list(line.wanted.of(view=name))) for name in FIGURES},
    }  # fmt: skip


def _list(wanted: Wanted) -> str:
    return f"{reverse('petitions:counted')}?{urlencode(wanted.words)}"


@require_safe
@staff_only(*AT_THE_DESK)
def show_counted(request: ReadRequest) -> HttpResponse:
    """The petitions that a figure counts, by their numbers."""
    wanted = wanted_in(request)
    page = counted_list(request.reader, wanted, older=request.GET.get("older", ""))
    titles = (_("Number"), _("How far"), _("Came in at"), _("Where it lies"), _("Next limit"))
    context = {
        "rows": [(row, area_name(row.place)) for row in page.rows], "columns": [{"title": one} for one in titles],
        "about": _about(wanted), "back": f"{reverse('petitions:figures')}?{urlencode(_days(wanted))}",
        "older": "?" + urlencode(wanted.words | {"older": page.older}) if page.older else "",
    }  # fmt: skip
    return at_desk(request, "petitions/counted.html", context)


def wanted_in(request: ReadRequest) -> Wanted:
    """What an address narrows to; what makes no sense in it narrows nothing."""
    said = request.GET
    view, aim, round_, town = (said.get(name, "") for name in ("view", "aim", "round", "town"))
    return Wanted(
        view if view in VIEWS else "", aim if aim in Aim.values else "", round_ if round_ in Round.values else "",
        _unit(said.get("unit", "")), town if town.isascii() and town.isdigit() and len(town) == 9 else "",
        day_in(said.get("first", "")), day_in(said.get("last", "")),
    )  # fmt: skip


def _unit(text: str) -> str:
    try:
        return text if text == NO_BODY else str(UUID(text))
    except ValueError:
        return ""


def _days(wanted: Wanted) -> dict[str, str]:
    return {name: value for name, value in wanted.words.items() if name in ("first", "last")}


def _about(wanted: Wanted) -> list[str]:
    """In words, what the list is narrowed to."""
    views = {**_heads(), "late": pgettext("petitions", "Late")}
    said = [views.get(wanted.view, ""), str(Aim(wanted.aim).label) if wanted.aim else "",
            str(Round(wanted.round).label) if wanted.round else "", _body(wanted.unit),
            area_name(wanted.town) if wanted.town else ""]  # fmt: skip
    if wanted.first and wanted.last:
        said.append(format_html("{} – {}", day(wanted.first), day(wanted.last)))
    return [word for word in said if word]


def _body(unit: str) -> str:
    return _("no body yet") if unit == NO_BODY else unit_name(UUID(unit)) if unit else ""


@require_safe
@staff_only(*AT_THE_DESK)
def export_figures(request: ReadRequest) -> HttpResponse:
    """The table as a file: lines of fewer than five are put together. That it was taken out stands in the trail."""
    by, first, last = _asked(request)
    whole, lines = petition_figures(request.reader, by, first, last)
    heads = _heads()
    head = [
        _by()[by], heads["came"], heads["closed"], _("Completion, %"), heads["in_time"], _("In time, %"), heads["answered"],
        heads["days"], heads["urged"], heads["supervised"],
    ]  # fmt: skip
    rows = [*map(_cells, for_file(lines)), _cells(whole, pgettext("petitions", "Total"))] if lines else []
    note_deed("petition.figures_exported", by=request.reader, subject_kind="petitions", subject_id="figures",
              divided=by, first=str(first), last=str(last))  # fmt: skip
    file: Any = FileResponse(
        xlsx_file(_("Figures of letters and visits"), head, rows), as_attachment=True,
        filename=f"petitions-{first}-{last}.xlsx", content_type=XLSX,
    )  # fmt: skip
    return private(file)


def _cells(line: FigureLine, title: str = "") -> list[Any]:
    if line.is_few:
        return [title or line.title, _("fewer than 5"), *[""] * 8]
    return [
        title or line.title, line.came, line.closed, line.completion, line.on_time, line.punctuality, line.counts["answered"],
        line.days, line.counts["urged"], line.counts["supervised"],
    ]  # fmt: skip
