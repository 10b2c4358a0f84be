"""The centres of one's areas, and which grids have their place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_path
from linli.bookings.rules import MAY_RECEIVE
from linli.centres.queries.disclosures import stale_counts
from linli.centres.queries.listing import centre_page
from linli.centres.rules import MAY_SEE_STALE
from linli.centres.views.answer import areas_of
from linli.people.doors import ReadRequest, staff_only
from linli.places.enums import PlaceKind
from linli.places.queries.directory import find_places, open_places
from linli.places.queries.grids import served_grids


@require_safe
@staff_only(*MAY_RECEIVE)
def show_list(request: ReadRequest) -> HttpResponse:
    """The centres of my areas, and which grids there have their place."""
    areas, words = areas_of(request), request.GET.get("q", "").strip()[:80]
    number = request.GET.get("page", "1")
    found = (
        [place for place in find_places(words) if place.area.startswith(areas)] if words else open_places(within=areas)
    )
    page = centre_page(found, int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1)
    titles = (pgettext("place", "Name"), pgettext("place", "Kind"), _("Town and community"), _("Now"), _("To renew"))
    stale = stale_counts([line.place.id for line in page.lines if line.place.kind == PlaceKind.CENTRE])
    context = {
        "page": page, "lines": [(line, stale.get(line.place.id)) for line in page.lines], "words": words,
        "served": served_grids(areas), "columns": [{"title": title, "numeric": number == 4} for number, title in enumerate(titles)],
    }  # fmt: skip
    return render(request, "centres/list.html", context)


@require_safe
@staff_only(*MAY_SEE_STALE)
def show_grids(request: ReadRequest) -> HttpResponse:
    """The grids behind the figure: those that have their place, or those that lack one."""
    held = tuple(post.area for post in request.reader.with_role(*MAY_SEE_STALE))
    area = request.GET.get("area", "")
    area = area if area.isascii() and area.isdigit() and area.startswith(held) else ""
    kept = f"&area={area}" if area else ""
    served, is_lacking = served_grids((area,) if area else held), request.GET.get("view") == "lacking"
    grids = served.lacking if is_lacking else served.having
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and 0 < len(number) < 6 else 1
    shown = grids[(page - 1) * 100 : page * 100]
    context = {
        "served": served, "is_lacking": is_lacking, "lines": [(facts, " ".join(area_path(facts.parent))) for facts in shown],
        "older": f"?view={'lacking' if is_lacking else 'having'}{kept}&page={page + 1}" if page * 100 < len(grids) else "",
        "newer": f"?view={'lacking' if is_lacking else 'having'}{kept}&page={page - 1}" if page > 1 else "",
        "chips": [
            {"title": _("With a place"), "url": f"?view=having{kept}", "active": not is_lacking, "count": len(served.having)},
            {"title": _("Without one"), "url": f"?view=lacking{kept}", "active": is_lacking, "count": len(served.lacking)},
        ],
    }  # fmt: skip
    return render(request, "centres/grids.html", context)
