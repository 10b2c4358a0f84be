"""Whom to call from the field: the grid heads of a place, by the telephone of their office, never by a private number."""

from dataclasses import dataclass
from uuid import UUID

from linli.people.enums import Role, UnitKind
from linli.people.queries.post import holders
from linli.people.queries.unit import every_unit, office_of
from linli.people.reader import Reader


@dataclass(frozen=True)
class Helper:
    """Somebody who can be asked, with the telephone of their office; "" where none is entered."""

    name: str
    office: str
    telephone: str


def heads_for(area: str, *, besides: Reader) -> list[Helper]:
    """The grid heads of a place and of those around it, nearest first, without the one who asks. One statement."""
    if not area:
        return []
    found = holders(Role.GRID_HEAD, area=area, is_around=True)
    return [_helper(one.name, one.unit_id, area) for one in found if one.account_id != besides.actor_id][:3]


def _helper(name: str, unit_id: UUID, area: str) -> Helper:
    unit = every_unit().get(unit_id)
    village = office_of(area[:12], UnitKind.VILLAGE_OFFICE)
    telephone = next((one.telephone for one in (unit, village) if one and one.telephone), "")
    return Helper(name, unit.words if unit else "", telephone)
