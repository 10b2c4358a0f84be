"""What a centre's windows did on some days: each figure with its definition, and the list it counts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.common.domain.audit import note_deed
from linli.common.spreadsheets import xlsx_file
from linli.people.doors import ReadRequest, staff_only
from linli.places.models import Place
from linli.tickets.enums import TicketState
from linli.tickets.queries.figures import MOST_DAYS, Figures, Line, figures_of, told_page
from linli.tickets.queries.lines import item_titles
from linli.tickets.rules import MAY_LOOK_ON
from linli.tickets.views.answer import show
from linli.tickets.views.desk import own_place_or_404

LEFT = (TicketState.GIVEN_UP, TicketState.CLOSED)
STATES = {"done": (TicketState.DONE,), "missed": (TicketState.MISSED,), "left": LEFT}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def period_of(request: ReadRequest) -> tuple[date, date]:
    """The days asked for, at most 31; today where none are."""
    today = localdate()
    first, last = (_day(request.GET.get(name, "")) or today for name in ("first", "last"))
    last = min(max(first, last), today)
    return max(min(first, last), last - timedelta(days=MOST_DAYS - 1)), last


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and day.year > 2000 else None


def clock(seconds: float | None) -> str:
    """Seconds as 0:04:07; a dash for none."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


@require_safe
@staff_only(*MAY_LOOK_ON)
def show_figures(request: ReadRequest, code: str) -> HttpResponse:
    place = own_place_or_404(request, code)
    first, last = period_of(request)
    found = figures_of(place.id, first, last, at=now())
    titles = item_titles(code)
    context = {
        "place": place, "found": found, "first": first, "last": last, "whole": _row(found.whole, "", place, first, last),
        "days": [_row(line, date_format(date.fromisoformat(line.key), "DATE_FORMAT"), place, *(2 * (date.fromisoformat(line.key),))) for line in found.days],
        "items": [_row(line, titles.get(line.key) or _("not said"), place, first, last, item=line.key or "-") for line in found.items],
        "windows": [(line, clock(line.serving), clock(line.open), clock(line.paused)) for line in found.windows],
        "columns": [{"title": title, "numeric": place_ > 0} for place_, title in enumerate(_heads())],
        "window_columns": [{"title": title, "numeric": place_ > 0} for place_, title in enumerate(_window_heads())],
        "export_url": f"{reverse('tickets:export', args=[code])}?{urlencode({'first': first, 'last': last})}",
        "at": now(), "today": localdate(), "week": localdate() - timedelta(days=6),
    }  # fmt: skip
    return show(request, "tickets/figures.html", context)


def _heads() -> list[str]:
    return ["", pgettext("figures", "Taken"), pgettext("figures", "Served"), pgettext("figures", "Did not come"),
            pgettext("figures", "Left"), _("Mean wait"), _("Longest wait"), _("Mean service")]  # fmt: skip


def _window_heads() -> list[str]:
    return [_("Window"), _("Services"), _("Serving"), pgettext("figures", "Open"), pgettext("figures", "Paused")]


def _row(line: Line, title: str, place: Place, first: date, last: date, item: str = "") -> dict[str, Any]:
    base = {"first": first, "last": last} | ({"item": item} if item else {})
    address = reverse("tickets:list", args=[place.code])
    urls = {name: f"{address}?{urlencode(base | {'state': name})}" for name in ("all", "done", "missed", "left")}
    return {
        "title": title, "line": line, "urls": urls, "mean_wait": clock(line.mean_wait),
        "longest_wait": clock(line.longest_wait), "mean_service": clock(line.mean_service),
    }  # fmt: skip


@require_safe
@staff_only(*MAY_LOOK_ON)
def show_list(request: ReadRequest, code: str) -> HttpResponse:
    """The very numbers that a figure counts, with their times; a page at a time."""
    place = own_place_or_404(request, code)
    first, last = period_of(request)
    state, item = request.GET.get("state", "all"), request.GET.get("item", "")
    titles, begin = item_titles(code), request.GET.get("begin", "")
    page = told_page(
        place.id, first, last, states=STATES.get(state, ()), item=("" if item == "-" else item[:40]) if item else None,
        begin=int(begin) if begin.isascii() and begin.isdigit() and len(begin) < 6 else 0, at=now(),
    )  # fmt: skip
    kept = {"first": first, "last": last, "state": state} | ({"item": item} if item else {})
    heads = (_("Number"), pgettext("ticket", "For"), pgettext("figures", "Taken"), pgettext("figures", "Waited"), pgettext("figures", "Parked"),
             pgettext("figures", "Served"), _("Window"), pgettext("ticket", "State"))  # fmt: skip
    context = {
        "place": place, "first": first, "last": last, "count": page.count, "more": f"?{urlencode(kept | {'begin': page.more})}" if page.more else "", "item": titles.get(item, ""), "state": state,
        "rows": [(row, titles.get(row.ticket.item_code, ""), clock(row.waited), clock(row.parked), clock(row.served)) for row in page.rows],
        "columns": [{"title": title} for title in heads],
    }  # fmt: skip
    return show(request, "tickets/list.html", context)


@require_safe
@staff_only(*MAY_LOOK_ON)
def export(request: ReadRequest, code: str) -> HttpResponse:
    """The tables as a workbook, with a line in the audit trail. Counts and times only."""
    place = own_place_or_404(request, code)
    first, last = period_of(request)
    at = now()
    rows = list(_rows(place, figures_of(place.id, first, last, at=at), at))
    note_deed("figures.exported", by=request.reader, subject_kind="place", subject_id=place.id, area=place.area, rows=len(rows),
              filter=f"tickets {first} {last}", shape="xlsx")  # fmt: skip
    head = [
        _("Divided by"),
        _("Name"),
        *_heads()[1:],
        *_window_heads()[1:],
        _("First day"),
        _("Last day"),
        _("Read at"),
    ]
    name = f"tickets-{place.code}-{first}-{last}.xlsx"
    answer: Any = FileResponse(xlsx_file(_("Numbers at a centre"), head, rows), as_attachment=True, filename=name)
    answer["Content-Type"] = XLSX
    answer["Cache-Control"] = "private, no-store"
    response: HttpResponse = answer
    return response


def _rows(place: Place, found: Figures, at: datetime) -> Iterator[list[Any]]:
    tail = [str(found.first), str(found.last), f"{localtime(at):%Y-%m-%d %H:%M:%S}"]
    titles = item_titles(place.code)

    def cells(by: str, name: str, line: Line) -> list[Any]:
        times = (line.mean_wait, line.longest_wait, line.mean_service)
        counts = (line.taken, line.done, line.missed, line.left)
        return [
            by,
            name,
            *counts,
            *(round(value) if value is not None else "" for value in times),
            "",
            "",
            "",
            "",
            *tail,
        ]

    yield cells(_("Whole"), place.name, found.whole)
    for line in found.days:
        yield cells(_("Day"), line.key, line)
    for line in found.items:
        yield cells(_("Matter"), titles.get(line.key) or _("not said"), line)
    for window in found.windows:
        yield [
            _("Window"),
            window.number,
            *[""] * 7,
            window.services,
            *map(round, (window.serving, window.open, window.paused)),
            *tail,
        ]
