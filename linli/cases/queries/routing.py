"""Whose matter is it? Kind × area → unit, with the reason ("why me")."""

from dataclasses import dataclass
from uuid import UUID

from linli.areas.queries.map import area_name
from linli.cases.models import RoutingRule, Target
from linli.cases.queries.procedure import kind_map
from linli.common.domain.configuration import kept
from linli.people.enums import UnitKind
from linli.people.queries.unit import office_of, unit_map


@dataclass(frozen=True)
class Route:
    """Where a matter goes. `unit_id` None: to be routed by hand. `reason` is a code; `rule` its number, if a rule said it."""

    unit_id: UUID | None
    reason: str  # "rule", "place", "no_rule", "no_place", "unit_concerned", "unit_closed"
    rule: int | None = None
    kind: str = ""
    area: str = ""

    @property
    def by(self) -> str:
        return f"rule {self.rule}" if self.rule else self.reason


class Rules:
    """The rules by kind prefix and area, so that the most specific is found by looking up, not by searching."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], RoutingRule] = {}
        for rule in RoutingRule.objects.filter(is_active=True).order_by("-number"):
            self.found[rule.kind_prefix, rule.area] = rule
        self.prefix_lengths = sorted({len(prefix) for prefix, _ in self.found}, reverse=True)
        self.area_lengths = sorted({len(area) for _, area in self.found}, reverse=True)

    def best(self, kind: str, area: str) -> RoutingRule | None:
        for prefix_length in self.prefix_lengths:
            for area_length in self.area_lengths:
                if prefix_length <= len(kind) and area_length <= len(area):
                    rule = self.found.get((kind[:prefix_length], area[:area_length]))
                    if rule:
                        return rule
        return None


def rules() -> Rules:
    return kept("rules", Rules)


def route(kind: str, area: str, *, about: UUID | None = None) -> Route:
    """Ask the rules. A complaint never goes to the unit it is about."""
    rule = rules().best(kind, area)
    if rule is None:
        return Route(None, "no_rule", kind=kind, area=area)
    unit_id = _unit_of(rule, area)
    if unit_id is None:
        return Route(None, "no_place", rule.number, rule.kind_prefix, rule.area)
    if unit_id not in unit_map():
        return Route(None, "unit_closed", rule.number, rule.kind_prefix, rule.area)
    if unit_id == about:
        return Route(None, "unit_concerned", rule.number, rule.kind_prefix, rule.area)
    return Route(unit_id, "rule", rule.number, rule.kind_prefix, rule.area)


def _unit_of(rule: RoutingRule, area: str) -> UUID | None:
    if rule.target == Target.UNIT:
        return rule.unit_id
    if rule.target == Target.VILLAGE_OFFICE:
        return place_office(area[:12]) if len(area) >= 12 else None
    office = office_of(area[:9], UnitKind.TOWN_OFFICE) if len(area) >= 9 else None
    return office.id if office else None


def place_office(area: str) -> UUID | None:
    """The office of a place: its village committee, else its town."""
    office = office_of(area[:12], UnitKind.VILLAGE_OFFICE) if len(area) >= 12 else None
    office = office or (office_of(area[:9], UnitKind.TOWN_OFFICE) if len(area) >= 9 else None)
    return office.id if office else None


def route_at_opening(kind: str, area: str, first_desk: str, *, about: UUID | None = None) -> Route:
    """The first desk of a matter: the office of the place where the procedure says so, else whom the rules name."""
    if first_desk == "place":
        office = place_office(area)
        if office and office != about:
            return Route(office, "place", area=area[:12])
    return route(kind, area, about=about)


def why(reason: str, rule: int | None, kind: str, area: str) -> dict[str, object]:
    """The parts of the sentence that explains a route, as an event keeps them."""
    return {"reason": reason, "rule": rule, "kind": kind, "area": area}


def kind_words(prefix: str) -> str:
    """What a rule's kind prefix means in words."""
    kinds = kind_map()
    if prefix in kinds:
        return kinds[prefix].name
    return next((kind.major_name for kind in kinds.values() if prefix and kind.code.startswith(prefix)), "")


def area_words(code: str) -> str:
    return area_name(code) if code else ""
