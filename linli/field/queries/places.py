"""The places a member of staff may name from a list: those of their posts, the smallest first."""

from linli.areas.queries.map import area_map, area_name, grids_of, villages_of
from linli.people.reader import Reader

Place = tuple[str, str]
MOST = 400  # of a whole county one town is chosen by words, not from a list


def places_of(reader: Reader) -> list[Place]:
    """Grids and villages of the reader's posts, each once, by name with the village before the grid."""
    found: dict[str, str] = {}
    for post in reader.posts:
        for code in _below(post.area):
            found.setdefault(code, _name(code))
    return list(found.items())[:MOST]


def _below(area: str) -> list[str]:
    if len(area) == 15:
        return [area]
    if len(area) == 12:
        return [area, *(grid.code for grid in grids_of(area))]
    if len(area) == 9:
        return [village.code for village in villages_of(area)]
    return [facts.code for facts in area_map().values() if len(facts.code) == 12 and facts.is_active]


def _name(code: str) -> str:
    return f"{area_name(code[:12])} {area_name(code)}" if len(code) == 15 else area_name(code)
