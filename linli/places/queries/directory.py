"""All places of the county, kept in memory: found by name, town, initials or point without a statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from django.utils.timezone import localdate

from linli.areas.queries.find import find_areas
from linli.areas.queries.map import area_path
from linli.areas.queries.place import locate
from linli.common.domain.configuration import kept
from linli.places.models import Place

TOPIC = "places"
EARTH_METRES = 6_371_000
MOST_AREAS = 60


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What is known of a place without looking into the database."""

    id: UUID
    code: str
    kind: str
    name: str
    initials: str
    area: str
    address: str
    telephone: str
    functions: tuple[str, ...]
    amenities: tuple[str, ...]
    longitude: float | None
    latitude: float | None
    closed_on: date | None
    is_invented: bool

    @property
    def path(self) -> str:
        return " ".join(area_path(self.area))


@dataclass(frozen=True, slots=True)
class Near:
    """A place near a point; `metres` is None where its door has not been measured and only its area is known."""

    place: PlaceFacts
    metres: int | None


def _read_places() -> dict[str, PlaceFacts]:
    rows = Place.objects.order_by("area", "code").values_list(
        "id", "code", "kind", "name", "initials", "area", "address", "telephone", "functions", "amenities", "longitude",
        "latitude", "closed_on", "is_invented",
    )  # fmt: skip
    return {row[1]: PlaceFacts(*row[:8], tuple(row[8]), tuple(row[9]), *row[10:]) for row in rows}


def place_map() -> dict[str, PlaceFacts]:
    """Return every place of the county by code, in the order of their areas, closed ones too."""
    return kept(TOPIC, _read_places)


def open_places(*, within: Iterable[str] = ("",), kind: str = "", amenity: str = "") -> list[PlaceFacts]:
    """Return the places that are not closed for good: of some areas, of a kind, with an amenity."""
    areas, today = tuple(within), localdate()
    return [
        place for place in place_map().values()
        if place.area.startswith(areas) and (not kind or place.kind == kind)
        and (not amenity or amenity in place.amenities) and (place.closed_on is None or today < place.closed_on)
    ]  # fmt: skip


def find_places(words: str, *, kind: str = "", amenity: str = "") -> list[PlaceFacts]:
    """Return the places that answer to words: by their name or its initials first, then all of a town or village."""
    asked = words.strip()[:80]
    if not asked:
        return open_places(kind=kind, amenity=amenity)
    areas = tuple(facts.code for facts in find_areas(asked, limit=MOST_AREAS))
    found = []
    for place in open_places(kind=kind, amenity=amenity):
        rank = _rank(place, asked)
        if rank is None and areas and place.area.startswith(areas):
            rank = 2
        if rank is not None:
            found.append((rank, place))
    found.sort(key=lambda row: row[0])
    return [place for _rank_of, place in found]


def _rank(place: PlaceFacts, words: str) -> int | None:
    if words.isascii():
        return 0 if place.initials and place.initials.startswith(words.lower()) else None
    if place.name.startswith(words):
        return 0
    return 1 if words in place.name else None


def places_near(longitude: float, latitude: float, *, limit: int = 12, amenity: str = "") -> list[Near]:
    """Return the places of the community around a point, then those whose door has been measured, nearest first.

    Where a door has no point, all that is known is the community it belongs to: nothing is made up from outlines.
    """
    area = locate(longitude, latitude).village or ""
    near = []
    for place in open_places(amenity=amenity):
        metres = None
        if place.longitude is not None and place.latitude is not None:
            metres = _metres(longitude, latitude, place.longitude, place.latitude)
        is_here = bool(area) and place.area == area
        if is_here or metres is not None:
            near.append((not is_here, metres is None, metres or 0, place.code, Near(place, metres)))
    near.sort(key=lambda row: row[:4])
    return [row[4] for row in near[:limit]]


def _metres(longitude: float, latitude: float, other_longitude: float, other_latitude: float) -> int:
    """The distance on a sphere (haversine), good to half a percent."""
    here, there = radians(latitude), radians(other_latitude)
    across = sin((there - here) / 2) ** 2
    across += cos(here) * cos(there) * sin(radians(other_longitude - longitude) / 2) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(across)))
