"""Many people saying one thing in one place: which sayings are one. Pure and deterministic; it knows no database.

Two sayings are one when they are of the same place, lie within two weeks, and name the same thing: a word that the kinds of
matter know (路灯, 井盖), or, where they name none, mostly the same characters (bigrams, without those of the place). Every
saying joins the group whose members it is most like, the earliest first, so that the order of asking decides nothing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import cos, hypot, radians

from linli.common.words import tokens

NEAR_METRES = 200
APART = timedelta(days=14)
THING_AND_TEXT = 0.03  # with a thing in common a little more is enough: people word one lamp in ten ways
TEXT_ALONE = 0.4
PLACE_SHARED = 0.5
MOST_WORDS = 6


@dataclass(frozen=True)
class Saying:
    """What somebody said: words, where, when. `area_words` are the names of town and village, which all there share."""

    id: str
    words: str
    at: datetime
    area: str
    place: str = ""
    area_words: str = ""
    lon: float | None = None
    lat: float | None = None

    @cached_property
    def place_pieces(self) -> frozenset[str]:
        return frozenset(tokens(self.place)) - frozenset(tokens(self.area_words))

    @cached_property
    def pieces(self) -> frozenset[str]:
        """The bigrams of the words, without those of the place."""
        return frozenset(tokens(self.words)) - frozenset(tokens(f"{self.place} {self.area_words}"))

    @cached_property
    def all_pieces(self) -> frozenset[str]:
        return frozenset(tokens(f"{self.words} {self.place}"))


@dataclass(frozen=True)
class Topic:
    """Sayings that are one, the earliest first, and the words that made them one."""

    sayings: tuple[Saying, ...]
    things: tuple[str, ...]
    shared: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.sayings)


def find_topics(sayings: Iterable[Saying], lexicon: Iterable[str], *, least: int = 3) -> list[Topic]:
    """Return the groups of at least so many sayings, the largest first."""
    known = sorted({word for word in lexicon if len(word) > 1}, key=lambda word: (-len(word), word))
    groups: list[list[Saying]] = []
    by_block: dict[str, list[list[Saying]]] = {}
    things: dict[str, frozenset[str]] = {}
    for saying in sorted(sayings, key=lambda one: (one.at, one.id)):
        things[saying.id] = things_in(saying, known)
        block = by_block.setdefault(saying.area[:9], [])
        likes = [(_mean(saying, group, things), -number) for number, group in enumerate(block)]
        best, number = max(likes, default=(0.0, 0))
        if best > 0:
            block[-number].append(saying)
        else:
            group = [saying]
            block.append(group)
            groups.append(group)
    found = [_topic(group, things) for group in groups if len(group) >= least]
    return sorted(found, key=lambda topic: (-topic.count, topic.sayings[0].at, topic.sayings[0].id))


def things_in(saying: Saying, lexicon: Sequence[str]) -> frozenset[str]:
    """The things that a saying names: words of the lexicon in it that are not part of the name of its place."""
    names = f"{saying.place} {saying.area_words}"
    return frozenset(word for word in lexicon if word in saying.words and word not in names)


def likeness(one: Saying, other: Saying, things: dict[str, frozenset[str]]) -> float:
    """How much two sayings are one: 0 not at all, else up to 2."""
    if abs(one.at - other.at) > APART or not same_place(one, other):
        return 0.0
    union = one.pieces | other.pieces
    text = len(one.pieces & other.pieces) / len(union) if union else 0.0
    mine, theirs = things[one.id], things[other.id]
    if mine & theirs:
        return 1.0 + text if text >= THING_AND_TEXT else 0.0
    return text if text >= TEXT_ALONE else 0.0


def same_place(one: Saying, other: Saying) -> bool:
    """By points where both have one; else of one village and with the place in common."""
    if None not in (one.lon, one.lat, other.lon, other.lat):
        return _metres(one, other) <= NEAR_METRES
    if len(one.area) < 12 or one.area[:12] != other.area[:12]:
        return False
    mine, theirs = one.place_pieces, other.place_pieces
    if mine and theirs:
        return len(mine & theirs) / min(len(mine), len(theirs)) >= PLACE_SHARED
    if mine or theirs:  # one of them says where only among the words
        named, words = (mine, other.all_pieces) if mine else (theirs, one.all_pieces)
        return len(named & words) / len(named) >= PLACE_SHARED
    return True


def _metres(one: Saying, other: Saying) -> float:
    assert one.lon is not None and one.lat is not None and other.lon is not None and other.lat is not None  # noqa: PT018
    return hypot((one.lon - other.lon) * 111_320 * cos(radians(one.lat)), (one.lat - other.lat) * 110_574)


def _mean(saying: Saying, group: Sequence[Saying], things: dict[str, frozenset[str]]) -> float:
    """How much a saying is like a group: the mean, where it is like more than half of them."""
    found = [value for member in group if (value := likeness(saying, member, things)) > 0]
    return sum(found) / len(group) if 2 * len(found) > len(group) else 0.0


def _topic(group: Sequence[Saying], things: dict[str, frozenset[str]]) -> Topic:
    named = Counter(word for saying in group for word in things[saying.id])
    half = len(group) / 2
    most = [
        word for word, count in sorted(named.items(), key=lambda row: (-row[1], -len(row[0]), row[0])) if count >= half
    ]
    return Topic(tuple(group), tuple(most[:MOST_WORDS]), tuple(_phrases(group)))


def _phrases(group: Sequence[Saying]) -> list[str]:
    """Stretches of the first saying whose every bigram at least half of the group has."""
    held = Counter(piece for saying in group for piece in saying.all_pieces)
    first, phrases, run = f"{group[0].words} ", [], ""
    for at in range(len(first) - 1):
        if 2 * held[first[at : at + 2]] >= len(group):
            run = run + first[at + 1] if run else first[at : at + 2]
        elif run:
            phrases.append(run)
            run = ""
    return sorted(dict.fromkeys(phrases), key=lambda phrase: (-len(phrase), phrase))[:MOST_WORDS]
