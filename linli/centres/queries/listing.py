"""The centres as a list: found, a page at a time, each with whether it is open now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime

from linli.places.enums import Amenity
from linli.places.opening import Now, now_of
from linli.places.queries.directory import PlaceFacts
from linli.places.queries.hours import openings

SIZE = 20


@dataclass(frozen=True)
class CentreLine:
    place: PlaceFacts
    now: Now
    metres: int | None = None

    @property
    def amenities(self) -> list[str]:
        """What somebody on the road finds there, in words."""
        return [str(Amenity(one).label) for one in self.place.amenities if one in Amenity.values]


@dataclass(frozen=True)
class CentrePage:
    lines: list[CentreLine]
    number: int
    pages: int
    count: int


def centre_page(found: Sequence[PlaceFacts], number: int) -> CentrePage:
    """Return one page of places. Two statements, however many there are."""
    pages = max(1, -(-len(found) // SIZE))
    number = min(max(1, number), pages)
    shown = found[(number - 1) * SIZE : number * SIZE]
    return CentrePage(lines_of([(place, None) for place in shown]), number, pages, len(found))


def lines_of(places: Sequence[tuple[PlaceFacts, int | None]]) -> list[CentreLine]:
    hours = openings([place.id for place, _metres in places]) if places else {}
    here = localtime().replace(tzinfo=None)
    return [CentreLine(place, now_of(hours.get(place.id), here), metres) for place, metres in places]
