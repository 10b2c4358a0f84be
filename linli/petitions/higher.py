"""Which body stands next above another. By the unit's own parent; else a town and a department have the county above them."""

from uuid import UUID

from django.utils.translation import gettext as _

from linli.areas.queries.map import county_code
from linli.people.enums import UnitKind
from linli.people.queries.unit import UnitFacts, every_unit, office_of, unit_map
from linli.petitions.rules import DECIDING

# Above the county nobody stands in Linli. What a department's next higher body is (the county, or its own line above it) is the
# county's to set by the parent of the unit; that it is the county otherwise is our own rule, unverified.
ABOVE_THE_COUNTY = "上一级机关、单位（县外）"


def higher_unit(unit_id: UUID | None) -> UnitFacts | None:
    """The open unit next above; None where it lies outside Linli."""
    unit = every_unit().get(unit_id) if unit_id else None
    if unit is None:
        return None
    parent = unit_map().get(unit.parent_id) if unit.parent_id else None
    if parent is not None and parent.kind in DECIDING:
        return parent
    if unit.kind in (UnitKind.TOWN_OFFICE, UnitKind.DEPARTMENT):
        return office_of(county_code(), UnitKind.CITY_OFFICE)
    return None


def higher_words(unit_id: UUID | None) -> str:
    """As a page names it, in the reader's language."""
    higher = higher_unit(unit_id)
    return higher.words if higher else _("the next higher body, outside the county")


def higher_name(unit_id: UUID | None) -> str:
    """As papers name it."""
    higher = higher_unit(unit_id)
    return higher.name if higher else ABOVE_THE_COUNTY
