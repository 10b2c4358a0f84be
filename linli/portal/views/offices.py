"""Doors that lead to a real office: whom to call, where to go and what can be booked, for one's own place."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from linli.areas.queries.map import area_map
from linli.people.doors import ReadRequest, open_to_all
from linli.places.queries.directory import open_places
from linli.portal.page import show
from linli.portal.queries.offices import all_towns, office_at, offices_below
from linli.portal.queries.search import search
from linli.portal.rules import as_resident


@dataclass(frozen=True)
class Door:
    """What one of the doors says about what can be done now."""

    title: str | Promise
    lead: str | Promise
    now: tuple[str | Promise, ...]
    active: str = ""
    has_items: bool = False  # the catalogue is shown beside it


APPLY = Door(
    pgettext_lazy("door", "Apply"),
    _("Applications are taken at the windows of your community and town, and some of them online."),
    (
        _("The guide of a matter says which papers to bring and where to go. Your own office stands below."),
        _("Not sure who is in charge? Ask 12345."),
    ),
    has_items=True,
)
BOOK = Door(
    pgettext_lazy("door", "Book"),
    _("A window, a room or a home visit: booked on the page of your centre."),
    (
        _("Choose your town and community below: its centre stands there, with what can be booked."),
        _("Somebody cannot leave the house? Ask for a home visit, or for it to be done for you, which is free."),
    ),
)
NEARBY = Door(
    pgettext_lazy("door", "Nearby"),
    _("Your community's own office and its town: whom to call and when they are there."),
    (),
    active="nearby",
)


def _page(request: ReadRequest, door: Door) -> HttpResponse:
    town, village = _place(request)
    typed = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "door": door,
        "towns": all_towns(),
        "town": office_at(town),
        "village": office_at(village),
        "below": offices_below(town) if town else [],
        "centres": open_places(within=[village]) if village else [],
        "typed": typed,
        "places": search(typed, as_resident(request)).places if typed else [],
    }
    return show(request, "portal/offices.html", context, active=door.active)


def _place(request: ReadRequest) -> tuple[str, str]:
    """The town and the village of the address; a village brings its town along, what is none is nothing."""
    known = area_map()
    village = request.GET.get("village", "")
    village = village if len(village) == 12 and village in known else ""
    town = village[:9] or request.GET.get("town", "")
    return (town if len(town) == 9 and town in known else ""), village


@require_safe
@open_to_all
def apply(request: ReadRequest) -> HttpResponse:
    """Where to apply today."""
    return _page(request, APPLY)


@require_safe
@open_to_all
def book(request: ReadRequest) -> HttpResponse:
    """How to book today."""
    return _page(request, BOOK)


@require_safe
@open_to_all
def nearby(request: ReadRequest) -> HttpResponse:
    """The offices of one's own place."""
    return _page(request, NEARBY)
