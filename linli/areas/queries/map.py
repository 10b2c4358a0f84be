"""The county's divisions, kept in memory: names, paths and children without a statement."""

from collections import Counter
from dataclasses import dataclass

from linli.areas.codes import lineage
from linli.areas.enums import AreaKind, AreaLevel
from linli.areas.models import Area
from linli.areas.names import stem_of
from linli.common.domain.configuration import kept
from linli.counties.current import current_county


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """What is known of an area without looking into the database."""

    code: str
    name: str
    full_name: str
    level: str
    kind: str
    parent: str
    initials: str
    is_active: bool
    replaced_by: str
    is_invented: bool
    is_local: bool

    @property
    def stem(self) -> str:
        return stem_of(self.name)

    @property
    def kind_words(self) -> str:
        return str(AreaKind(self.kind).label) if self.kind else ""


def _read_map() -> dict[str, AreaFacts]:
    rows = Area.objects.order_by("code").values_list(
        "code", "name", "full_name", "level", "kind", "parent_id", "initials", "is_active", "replaced_by",
        "is_invented", "is_local",
    )  # fmt: skip
    return {row[0]: AreaFacts(*row[:5], row[5] or "", *row[6:]) for row in rows}


def _read_children() -> dict[str, tuple[AreaFacts, ...]]:
    children: dict[str, list[AreaFacts]] = {}
    for facts in area_map().values():
        if facts.is_active:
            children.setdefault(facts.parent, []).append(facts)
    return {parent: tuple(found) for parent, found in children.items()}


def area_map() -> dict[str, AreaFacts]:
    """Return every area of the county by code, in the order of the codes, closed ones included."""
    return kept("areas", _read_map)


def children_of(code: str) -> tuple[AreaFacts, ...]:
    """Return the active areas directly below one, in the order of their codes."""
    return kept("areas", _read_children).get(code, ())


def _read_towns() -> tuple[AreaFacts, ...]:
    return tuple(facts for facts in area_map().values() if facts.level == AreaLevel.TOWN and facts.is_active)


def towns() -> tuple[AreaFacts, ...]:
    """Return the county's active towns, in the order of their codes."""
    return kept("areas", _read_towns)


def villages_of(town: str) -> tuple[AreaFacts, ...]:
    """Return the active villages and communities of a town."""
    return children_of(town)


def grids_of(village: str) -> tuple[AreaFacts, ...]:
    """Return the active grids of a village."""
    return children_of(village)


def area_name(code: str) -> str:
    """Return the name of an area, or its code where nothing is known of it."""
    facts = area_map().get(code)
    return facts.name if facts else code


def area_path(code: str) -> list[str]:
    """Return the names from the town down to this area; from the county where the code goes no deeper."""
    upper = [part for part in lineage(code) if len(part) > 6] if code else []
    return [area_name(part) for part in upper or lineage(code)[-1:]]


def current_code(code: str) -> str:
    """Return the code under which an area lives on after mergers: its own where it was not replaced."""
    seen: set[str] = set()
    while code not in seen:
        seen.add(code)
        facts = area_map().get(code)
        if facts is None or not facts.replaced_by:
            break
        code = facts.replaced_by
    return code


def county_code() -> str:
    """Return the code of the county whose schema this is."""
    return current_county().code


def count_by_level() -> dict[str, int]:
    """Return how many active areas there are of each level."""
    counts = dict.fromkeys(AreaLevel.values, 0)
    for facts in area_map().values():
        counts[facts.level] += facts.is_active
    return counts


@dataclass(frozen=True, slots=True)
class Within:
    """How many active areas of each level lie below an area."""

    towns: int = 0
    villages: int = 0
    grids: int = 0


def _read_within() -> dict[str, Within]:
    counts: dict[str, Counter[str]] = {}
    for facts in area_map().values():
        if facts.is_active:
            for upper in lineage(facts.code)[:-1]:
                counts.setdefault(upper, Counter())[facts.level] += 1
    return {
        code: Within(count[AreaLevel.TOWN], count[AreaLevel.VILLAGE], count[AreaLevel.GRID])
        for code, count in counts.items()
    }


def within(code: str) -> Within:
    """Return how many active areas of each level lie below an area."""
    return kept("areas", _read_within).get(code, Within())
