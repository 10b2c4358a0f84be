"""The routing rules in words, and what would happen to a matter."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.areas.queries.find import find_areas
from linli.areas.queries.map import area_name, area_path
from linli.cases.models import Kind, RoutingRule, Target
from linli.cases.queries.kinds import find_kinds
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.cases.queries.routing import Route, kind_words, route, route_at_opening, why
from linli.cases.queries.sentences import route_words
from linli.people.queries.unit import unit_name


@dataclass(frozen=True)
class RuleLine:
    """A rule as people read it."""

    number: int
    kind: str
    area: str
    unit: str
    note: str
    is_active: bool


def rule_lines() -> list[RuleLine]:
    """All rules by number. One statement."""
    return [
        RuleLine(
            rule.number, _kind(rule.kind_prefix), area_name(rule.area) if rule.area else _("everywhere"),
            _target(rule), rule.note, rule.is_active,
        )
        for rule in RoutingRule.objects.order_by("number")
    ]  # fmt: skip


def _kind(prefix: str) -> str:
    if not prefix:
        return _("every kind")
    words = kind_words(prefix)
    return (
        f"{words} {prefix}"
        if prefix in kind_map()
        else _("%(group)s, all of %(prefix)s") % {"group": words, "prefix": prefix}
    )


def _target(rule: RoutingRule) -> str:
    return {
        Target.UNIT: unit_name(rule.unit_id),
        Target.VILLAGE_OFFICE: _("the committee of the village"),
        Target.TOWN_OFFICE: _("the office of the town"),
    }[Target(rule.target)]


@dataclass(frozen=True)
class Trial:
    """What would happen to a matter of a kind at a place."""

    kind: Kind
    area: str
    procedure: str
    first: str  # the desk where it arrives
    first_why: str
    then: str  # whom the rules name once it is taken on; empty where that is the same step
    then_why: str

    @property
    def place(self) -> str:
        return " ".join(area_path(self.area)) if self.area else _("no place")


def try_rules(typed_kind: str, typed_area: str) -> Trial | None:
    """Play the beginning of a matter without making one; None where the kind is not understood."""
    kind = kind_map().get(typed_kind.strip()) or next(iter(find_kinds(typed_kind.split(" ")[0], limit=1)), None)
    if kind is None:
        return None
    area = next((facts.code for facts in find_areas(typed_area, limit=1)), "") if typed_area.strip() else ""
    _number, spec = newest_procedure(kind.procedure_code)
    first = route_at_opening(kind.code, area, spec.first_desk)
    then = route(kind.code, area) if spec.assigns_on else None
    return Trial(
        kind, area, str(spec.title), _desk(first), _why(first), _desk(then) if then else "", _why(then) if then else ""
    )


def _desk(found: Route) -> str:
    return unit_name(found.unit_id) or _("nobody: it stands in the list to be routed")


def _why(found: Route) -> str:
    return route_words(why(found.reason, found.rule, found.kind, found.area))
