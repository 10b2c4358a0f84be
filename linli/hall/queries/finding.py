"""Find items: by words, initials, kind, group, channel and place; in memory, a page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from linli.common.domain.configuration import kept
from linli.common.words import tokens
from linli.hall.enums import Channel, Group, ItemKind
from linli.hall.queries.item import TOPIC, ItemFacts, item_map, offered_items
from linli.hall.queries.offering import offer_at
from linli.places.queries.directory import PlaceFacts, find_places, place_map

SIZE = 20
MOST_TYPED = 80


@dataclass(frozen=True)
class Wanted:
    """What a list of items is narrowed to; it stands in the address."""

    words: str = ""
    kind: str = ""
    group: str = ""
    channel: str = ""
    place: PlaceFacts | None = None

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Wanted":
        """Return what an address asks for; what is not known is not asked for."""

        def of(name: str, known: list[str]) -> str:
            value = asked.get(name, "")
            return value if value in known else ""

        return cls(
            words=asked.get("q", "").strip()[:MOST_TYPED], kind=of("kind", ItemKind.values),
            group=of("group", Group.values), channel=of("channel", Channel.values),
            place=_place(asked.get("centre", "").strip()[:MOST_TYPED]),
        )  # fmt: skip

    def query(self, **other: str) -> str:
        """The filters as the end of an address, some of them otherwise ("" leaves one out)."""
        here = {
            "q": self.words, "kind": self.kind, "group": self.group, "channel": self.channel,
            "centre": self.place.code if self.place else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in (here | other).items() if value})


def _place(typed: str) -> PlaceFacts | None:
    """A place by its code, else the best that is called so."""
    if not typed:
        return None
    return place_map().get(typed) or next(iter(find_places(typed)), None)


@dataclass(frozen=True)
class ItemPage:
    lines: list[ItemFacts]
    number: int
    pages: int
    count: int


def found_items(wanted: Wanted) -> list[ItemFacts]:
    """Return the items that answer to what is wanted, the best first; without words in the order of the catalogue."""
    found = [item for item in offered_items() if _is_wanted(item, wanted)]
    if not wanted.words:
        return found
    ranked = [(rank, item) for item in found if (rank := rank_of(item, wanted.words)) is not None]
    ranked.sort(key=lambda row: row[0])
    return [item for _rank_of, item in ranked]


def item_page(found: list[ItemFacts], number: int) -> ItemPage:
    pages = max(1, -(-len(found) // SIZE))
    number = min(max(1, number), pages)
    return ItemPage(found[(number - 1) * SIZE : number * SIZE], number, pages, len(found))


def _is_wanted(item: ItemFacts, wanted: Wanted) -> bool:
    version = item.current
    return (
        version is not None
        and (not wanted.kind or item.kind == wanted.kind)
        and (not wanted.group or item.group == wanted.group)
        and (not wanted.channel or wanted.channel in version.channels)
        and (wanted.place is None or offer_at(item, wanted.place) is not None)
    )


def _read_index() -> dict[str, frozenset[str]]:
    """The pieces by which each item is found."""
    return {
        code: frozenset(tokens(f"{item.name} {item.words} {item.name_en} {item.code}"))
        for code, item in item_map().items()
    }


def rank_of(item: ItemFacts, words: str) -> int | None:
    """How well an item answers to words, the best first; None where it does not."""
    typed, pieces, index = words.lower(), tokens(words), kept(TOPIC, _read_index)[item.code]
    if typed in (item.code, item.name, item.name_en.lower()):
        return 0
    if item.name.startswith(words) or (item.initials and item.initials.startswith(typed)):
        return 1
    if words in item.name:
        return 2
    if pieces and all(_is_in(piece, index) for piece in pieces):
        return 3
    return 4 if typed.isascii() and len(typed) > 1 and typed in item.initials else None


def _is_in(piece: str, index: frozenset[str]) -> bool:
    """A single character is the beginning of its pairs; a Latin piece may be the beginning of a word."""
    if len(piece) == 1 or piece.isascii():
        return any(one.startswith(piece) for one in index)
    return piece in index
