"""Centres for everybody: find one, and read what it offers."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from linli.centres.queries.face import face_of
from linli.centres.queries.listing import centre_page, lines_of
from linli.centres.views.answer import place_or_404, show
from linli.people.doors import ReadRequest, open_to_all
from linli.places.enums import Amenity, PlaceKind
from linli.places.queries.directory import find_places, places_near


@require_safe
@open_to_all
def find(request: ReadRequest) -> HttpResponse:
    """By name, town or initials; by kind; near a point; a page at a time."""
    asked = request.GET
    words, kind = asked.get("q", "").strip()[:80], asked.get("kind", "")
    kind = kind if kind in PlaceKind.values else ""
    amenity = asked.get("with", "") if asked.get("with", "") in Amenity.values else ""
    point = _point(asked.get("longitude", ""), asked.get("latitude", ""))
    context: dict[str, Any] = {"words": words, "kind": kind, "is_near": point is not None, "chips": _chips(words, kind),
                               "amenity": amenity}  # fmt: skip
    if kind == PlaceKind.STOP or amenity:
        context["amenities"] = _amenity_chips(words, kind, amenity, asked)
    if point is not None:
        near = places_near(*point, amenity=amenity)
        context["lines"] = lines_of([(row.place, row.metres) for row in near])
        return show(request, "centres/find.html", context)
    number = asked.get("page", "1")
    page = centre_page(
        find_places(words, kind=kind, amenity=amenity),
        int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
    )
    query = "".join(f"{name}={value}&" for name, value in (("kind", kind), ("with", amenity)) if value)
    return show(request, "centres/find.html", context | {"page": page, "lines": page.lines, "query": query})


def _amenity_chips(words: str, kind: str, amenity: str, asked: QueryDict) -> list[dict[str, Any]]:
    """What somebody on the road looks for; tapped again it is left out, and what was found nearby stays nearby."""
    kept = {
        "kind": kind,
        "q": words,
        "longitude": asked.get("longitude", "")[:24],
        "latitude": asked.get("latitude", "")[:24],
    }
    chips = []
    for one in Amenity:
        query = {name: value for name, value in kept.items() if value} | ({} if one == amenity else {"with": str(one)})
        chips.append({"title": one.label, "url": f"?{urlencode(query)}", "active": one == amenity})
    return chips


def _point(longitude: str, latitude: str) -> tuple[float, float] | None:
    try:
        east, north = float(longitude[:24]), float(latitude[:24])
    except ValueError:
        return None
    return (east, north) if -180 <= east <= 180 and -90 <= north <= 90 else None


def _chips(words: str, kind: str) -> list[dict[str, Any]]:
    titles = {
        "": pgettext("places", "All"), PlaceKind.CENTRE: pgettext("places", "Centres"),
        PlaceKind.STATION: pgettext("places", "Service stations"), PlaceKind.STOP: pgettext("places", "Rest stops"),
    }  # fmt: skip
    return [
        {"title": title, "url": f"?kind={value}" + (f"&q={words}" if words else ""), "active": value == kind}
        for value, title in titles.items()
    ]


@require_safe
@open_to_all
def show_centre(request: ReadRequest, code: str) -> HttpResponse:
    """What one centre is, and when it is open."""
    return show(request, "centres/centre.html", {"face": face_of(place_or_404(code))})
