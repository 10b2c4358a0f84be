"""Who sees the screen, and of which areas. What lies in an area is read through the reader's own scopes as everywhere."""

from linli.areas.queries.map import area_map, county_code
from linli.cases.rules import MAY_EXPORT
from linli.people.enums import Role
from linli.people.reader import Reader

# Roles whose post covers all that happens in its area, so that a whole can be shown of it.
MAY_SEE = frozenset(
    {
        Role.LEADER, Role.SUPERVISOR, Role.DISPATCHER, Role.AUDITOR, Role.ADMINISTRATOR, Role.MANAGER, Role.GRID_HEAD,
    }
)  # fmt: skip
MAY_TAKE = MAY_SEE & MAY_EXPORT


def home_of(reader: Reader) -> str:
    """The widest area of the reader's posts; where there are several, that of the post held longest."""
    areas = [_held(post.area) for post in reader.with_role(*MAY_SEE)]
    return min(areas, key=len)


def may_see(reader: Reader, area: str) -> bool:
    """Whether an area is known here and lies within a post of the reader."""
    facts = area_map().get(area)
    known = facts is not None and facts.is_active and len(area) >= len(county_code())
    return known and any(area.startswith(_held(post.area)) for post in reader.with_role(*MAY_SEE))


def _held(area: str) -> str:
    """A post of the prefecture or province covers the county in whose schema we stand."""
    return max(area, county_code(), key=len)
