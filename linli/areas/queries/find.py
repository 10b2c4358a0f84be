"""Find an area by what somebody types: Chinese words, pinyin initials, a code, or a whole address."""

from dataclasses import dataclass

from linli.areas.codes import is_code
from linli.areas.enums import AreaLevel
from linli.areas.queries.map import AreaFacts, area_map, area_name, towns, villages_of
from linli.common.domain.configuration import kept

DEPTH = {AreaLevel.TOWN: 0, AreaLevel.VILLAGE: 1, AreaLevel.GRID: 2}
ENOUGH = 20


def find_areas(words: str, *, limit: int = ENOUGH, level: str = "") -> list[AreaFacts]:
    """Return the active towns, villages and grids that answer to words, best first.

    A code finds itself and what lies below it; Latin letters are pinyin initials from the beginning; several words
    narrow each other down ("宏路 宏侨", "hl hq"): the last names the area, those before it something above it.
    """
    asked = words.split()
    if not asked:
        return []
    found = []
    for facts in area_map().values():
        if not facts.is_active or facts.level not in DEPTH or (level and facts.level != level):
            continue
        rank = _rank(facts, asked[-1])
        if rank is not None and all(_is_above(facts, word) for word in asked[:-1]):
            found.append((rank, DEPTH[AreaLevel(facts.level)], facts.code, facts))
    found.sort(key=lambda row: row[:3])
    return [row[3] for row in found[:limit]]


def _rank(facts: AreaFacts, word: str) -> int | None:
    """How well one word names an area: 0 wholly, 1 from its beginning, 2 somewhere within; None not at all."""
    if word.isascii():
        return _rank_of_letters(facts, word.lower())
    if word in (facts.name, facts.full_name, facts.stem):
        return 0
    if facts.full_name.startswith(word):
        return 1
    return 2 if word in facts.name or word in facts.full_name else None


def _rank_of_letters(facts: AreaFacts, word: str) -> int | None:
    if word.isdigit():
        return (0 if facts.code == word else 1) if facts.code.startswith(word) and is_code(facts.code) else None
    if not facts.initials.startswith(word):
        return None
    return 0 if word in (facts.initials, facts.initials[: len(facts.stem)]) else 1


def _is_above(facts: AreaFacts, word: str) -> bool:
    known = area_map()
    code = facts.parent
    while len(code) > 6:
        if code in known and _rank(known[code], word) is not None:
            return True
        code = known[code].parent if code in known else ""
    return False


@dataclass(frozen=True)
class _Names:
    """Every way of saying a town or a village, longest first, and what it may mean."""

    of_towns: tuple[tuple[str, str], ...]
    whole: tuple[tuple[str, tuple[str, ...]], ...]  # 宏侨社区, 溪头村
    short: tuple[tuple[str, tuple[str, ...]], ...]  # 宏侨, 溪头


def _read_names() -> _Names:
    of_towns = {name: town.code for town in reversed(towns()) for name in _ways_of_saying(town)}
    whole: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for village in (village for town in towns() for village in villages_of(town.code)):
        for name in {village.name, village.full_name}:
            whole.setdefault(name, []).append(village.code)
        short.setdefault(village.stem, []).append(village.code)
    return _Names(
        of_towns=tuple(sorted(of_towns.items(), key=lambda row: (-len(row[0]), row[1]))),
        whole=tuple((name, tuple(codes)) for name, codes in sorted(whole.items(), key=lambda row: -len(row[0]))),
        short=tuple((name, tuple(codes)) for name, codes in sorted(short.items(), key=lambda row: -len(row[0]))),
    )


def _ways_of_saying(town: AreaFacts) -> set[str]:
    return {town.name, town.full_name, town.stem, town.name.replace("华侨农场", "农场")}


def area_in_text(text: str) -> str | None:
    """Return the code of the village or town named in an address written freely; None where none is or none wins.

    The longest name wins. A village of the named town goes before a namesake elsewhere; a name that several towns
    know means nothing without its town, and then the town alone is the answer.
    """
    names = kept("areas", _read_names)
    said, town = next(((name, code) for name, code in names.of_towns if name in text), ("", ""))
    if not town:
        return _only_one(text, names.whole) or _only_one(text, names.short)
    # The town's name is taken out before its short villages are looked for: 龙田镇 is not also the village 龙田.
    rest = text.replace(said, "\n", 1)
    within = (
        _only_one(rest, names.whole, town) or _only_one(text, names.whole, town) or _only_one(rest, names.short, town)
    )
    if within:
        return within
    is_whole = said == area_name(town)
    return (None if is_whole else _only_one(text, names.whole)) or town  # 海口村 of elsewhere is not the town 海口


def _only_one(text: str, names: tuple[tuple[str, tuple[str, ...]], ...], town: str = "") -> str | None:
    for name, codes in names:
        if name in text:
            meant = [code for code in codes if code.startswith(town)]
            if len(meant) == 1:
                return meant[0]
    return None
