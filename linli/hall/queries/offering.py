"""Which place deals with which item: by area and function, and otherwise where a place says so. In memory."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from linli.common.domain.configuration import kept
from linli.hall.models import PlaceItem
from linli.hall.queries.item import ItemFacts, VersionFacts, item_map, offered_items
from linli.places.counter import CounterItem, WithdrawnItem
from linli.places.enums import PlaceKind
from linli.places.queries.directory import PlaceFacts, open_places, place_map

TOPIC = "place_items"


@dataclass(frozen=True, slots=True)
class Word:
    """What a place says of an item."""

    is_offered: bool
    windows: tuple[int, ...]
    note: str
    is_invented: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An item at a place."""

    item: ItemFacts
    place: PlaceFacts
    windows: tuple[int, ...] = ()
    note: str = ""


def words_of_places() -> dict[tuple[str, str], Word]:
    """What places say otherwise, by code of place and item."""
    return kept(TOPIC, _read)


def _read() -> dict[tuple[str, str], Word]:
    rows = PlaceItem.objects.values_list("place__code", "item__code", "is_offered", "windows", "note", "is_invented")
    return {(row[0], row[1]): Word(row[2], tuple(row[3]), row[4], row[5]) for row in rows}


def by_rule(version: VersionFacts, place: PlaceFacts) -> bool:
    """Whether a place deals with an item as long as it does not say otherwise: centres, by area and function."""
    if place.kind != PlaceKind.CENTRE or (version.areas and not place.area.startswith(version.areas)):
        return False
    return not version.functions or not set(version.functions).isdisjoint(place.functions)


def offer_at(item: ItemFacts, place: PlaceFacts) -> Offer | None:
    """How a place deals with an item; None where it does not."""
    version, word = item.current, words_of_places().get((place.code, item.code))
    if item.is_withdrawn or version is None:
        return None
    if word is None:
        return Offer(item, place) if by_rule(version, place) else None
    return Offer(item, place, word.windows, word.note) if word.is_offered else None


def offers_of(place: PlaceFacts) -> list[Offer]:
    """What a place deals with, in the order of the catalogue."""
    return [offer for item in offered_items() if (offer := offer_at(item, place))]


def places_of(item: ItemFacts, *, within: str = "") -> list[Offer]:
    """The open places that deal with an item, those of an area only where one is named."""
    return [offer for place in open_places(within=[within]) if (offer := offer_at(item, place))]


def is_offered_at(item_code: str, place_code: str) -> bool:
    """Whether a place deals with an item today."""
    item, place = item_map().get(item_code), place_map().get(place_code)
    return item is not None and place is not None and offer_at(item, place) is not None


@cache
def guide_of(item_code: str) -> str:
    """The address of an item's guide: kept, for a page names forty of them."""
    return reverse("hall:item", args=[item_code])


def counter_items_of(place_code: str) -> list[CounterItem]:
    """What a place deals with, for those who show it elsewhere (`linli.places.counter`)."""
    place = place_map().get(place_code)
    if place is None:
        return []
    return [
        CounterItem(offer.item.code, offer.item.title, str(offer.item.group.label), guide_of(offer.item.code))
        for offer in offers_of(place)
    ]


def withdrawn_items_of(place_code: str) -> list[WithdrawnItem]:
    """What a place would deal with by rule and does not, or what was withdrawn for all, where a reason is given."""
    place = place_map().get(place_code)
    if place is None:
        return []
    found = []
    for item in item_map().values():
        version, word = item.current, words_of_places().get((place_code, item.code))
        if version is None or not (by_rule(version, place) or word):
            continue
        reason = item.reason if item.is_withdrawn else word.note if word and not word.is_offered else ""
        if reason:
            found.append(WithdrawnItem(item.title, reason, reverse("hall:item", args=[item.code])))
    return sorted(found, key=lambda one: one.title)
