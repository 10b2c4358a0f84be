"""The three rates by unit and area: each number opens the list it counts."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_map, area_name
from linli.cases.rules import MAY_EXPORT
from linli.common.domain.audit import note_deed
from linli.hotline.queries.orders import OrderRow
from linli.hotline.queries.period import NAMED, Span
from linli.hotline.queries.rates import PARTS, Line, Rate, part_orders, rates
from linli.hotline.rules import MAY_READ_RATES
from linli.hotline.views.answering import answer, titles
from linli.hotline.views.sheets import xlsx_answer
from linli.people.doors import ReadRequest, staff_only
from linli.people.queries.unit import every_unit, unit_name

MOST_LISTED = 500


def part_words() -> dict[str, str]:
    """What each part counts, in words."""
    return {
        "came": _("orders that came in the period and were neither refused, returned nor merged"),
        "contact_judged": _("orders of the period whose caller has been contacted, or should have been by now"),
        "contacted": _("of these, contacted in time"),
        "visited": _("orders with a return visit in the period; the last one counts"),
        "unreached": _("visited, but nobody was reached"),
        "resolution_known": _("reached, and it could be found out whether it is resolved"),
        "resolved": _("of these, resolved in the caller's words"),
        "resolution_unknown": _("reached, but it could not be found out whether it is resolved"),
        "satisfaction_known": _("reached, and it could be found out whether they are satisfied"),
        "satisfied": _("of these, satisfied"),
        "satisfaction_unknown": _("reached, but it could not be found out whether they are satisfied"),
    }


def period_words() -> dict[str, str]:
    return {
        "7": _("Last 7 days"), "30": _("Last 30 days"), "month": _("This month"), "last_month": _("Last month")
    }  # fmt: skip


@require_safe
@staff_only(*MAY_READ_RATES)
def show_rates(request: ReadRequest) -> HttpResponse:
    span, here = Span.read(request.GET), reverse("hotline:rates")
    found = rates(request.reader, span)
    context = {
        "span": span, "read_at": found.read_at, "whole": _shown(found.whole, span), "parts": part_words(),
        "units": [_shown(line, span, unit=line.code) for line in found.by_unit],
        "towns": [_shown(line, span, town=line.code) for line in found.by_town],
        "periods": [{"title": title, "url": f"{here}?period={name}", "active": span.name == name}
                    for name, title in period_words().items() if name in NAMED],
        "may_export": bool(request.reader.roles & MAY_EXPORT), "query": span.address(),
        "unit_columns": _columns(_("Unit")), "town_columns": _columns(_("Town or subdistrict")),
    }  # fmt: skip
    return answer(request, "hotline/rates.html", context)


def _columns(first: str) -> list[dict[str, Any]]:
    numbers = (
        _("Came in"),
        _("Response"),
        _("Resolution"),
        _("Satisfaction"),
        _("Not reached"),
        _("Could not be verified"),
    )
    return [{"title": first}, *({"title": title, "numeric": True} for title in numbers)]


def _shown(line: Line, span: Span, **where: str) -> dict[str, Any]:
    """A line with an address behind each number."""

    def url(part: str) -> str:
        return f"{reverse('hotline:counted')}?{span.address(part=part, **where)}"

    def one(rate: Rate, of: str, whole: str) -> dict[str, Any]:
        return {"percent": rate.percent, "of": rate.of, "whole": rate.whole, "of_url": url(of), "whole_url": url(whole)}

    return {
        "name": line.name, "counts": line.counts, "urls": {part: url(part) for part in PARTS},
        "rates": [
            one(line.response, "contacted", "contact_judged"), one(line.resolution, "resolved", "resolution_known"),
            one(line.satisfaction, "satisfied", "satisfaction_known"),
        ],
    }  # fmt: skip


@require_safe
@staff_only(*MAY_READ_RATES)
def show_counted(request: ReadRequest) -> HttpResponse:
    """The list behind a number."""
    span, part = Span.read(request.GET), request.GET.get("part", "")
    part = part if part in PARTS else "came"
    unit, town = _unit(request.GET.get("unit", "")), _town(request.GET.get("town", ""))
    found = part_orders(request.reader, span, part, unit=unit, town=town)
    whose = unit_name(next((one.id for one in every_unit().values() if str(one.id) == unit), None)) or area_name(town)
    if "-" in (unit, town):
        whose = _("to be routed") if unit == "-" else _("without a place")
    rows = [OrderRow(order) for order in found.order_by("-came_at", "-id")[:MOST_LISTED]]
    count = found.count() if len(rows) == MOST_LISTED else len(rows)
    context = {
        "rows": rows, "count": count, "most": MOST_LISTED, "span": span, "whose": whose, "words": part_words()[part],
        "back": f"{reverse('hotline:rates')}?{span.address()}",
        "columns": titles(_("Order"), pgettext("hotline", "What is it"), _("Where"), pgettext("case", "State"), _("Unit")),
    }  # fmt: skip
    return answer(request, "hotline/counted.html", context)


def _unit(text: str) -> str:
    return text if text == "-" or any(str(one.id) == text for one in every_unit().values()) else ""


def _town(text: str) -> str:
    return text if text == "-" or (len(text) == 9 and text in area_map()) else ""


@require_safe
@staff_only(*MAY_READ_RATES & MAY_EXPORT)
def export_rates(request: ReadRequest) -> HttpResponse:
    """The tables of the page in one file, with the definitions on every head."""
    span = Span.read(request.GET)
    found = rates(request.reader, span)
    words = part_words()
    head = [_("Divided by"), _("Name"), *(words[part] for part in PARTS), _("Response, %"), _("Resolution, %"),
            _("Satisfaction, %"), _("First day"), _("Last day"), _("Read at")]  # fmt: skip
    tail = [str(span.first), str(span.last), localtime(found.read_at).strftime("%Y-%m-%d %H:%M")]
    groups = ((_("Whole"), [found.whole]), (_("Unit"), found.by_unit), (_("Town or subdistrict"), found.by_town))
    rows = [
        [by, line.name, *(line.counts[part] for part in PARTS),
         *("" if rate.percent is None else rate.percent for rate in (line.response, line.resolution, line.satisfaction)), *tail]
        for by, lines in groups
        for line in lines
    ]  # fmt: skip
    note_deed(
        "hotline.rates_exported", by=request.reader, subject_kind="figures", filter=span.address(), rows=len(rows)
    )
    return xlsx_answer(f"hotline-rates-{span.first}-{span.last}", _("Rates"), head, rows)
