"""What is wrong with the routing rules as a whole: two that say the same, kinds that none catches, units that are closed."""

from dataclasses import dataclass

from linli.cases.models import Kind, RoutingRule
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.cases.queries.routing import rules
from linli.people.queries.unit import unit_map


@dataclass(frozen=True)
class Overlap:
    """Rules in force of one kind and place: the first is followed, the others never."""

    kind_prefix: str
    area: str
    followed: int
    idle: tuple[int, ...]


@dataclass(frozen=True)
class RuleReport:
    overlaps: tuple[Overlap, ...]
    holes: tuple[Kind, ...]  # kinds that depend on the rules and that no rule for everywhere catches
    closed: tuple[int, ...]  # numbers of rules in force whose unit is closed

    @property
    def is_clean(self) -> bool:
        return not (self.overlaps or self.holes or self.closed)


def report_of_rules() -> RuleReport:
    """Look over the rules in force. One statement beyond what is kept in memory."""
    by_place: dict[tuple[str, str], list[int]] = {}
    closed = []
    for rule in RoutingRule.objects.filter(is_active=True).order_by("number"):
        by_place.setdefault((rule.kind_prefix, rule.area), []).append(rule.number)
        if rule.unit_id and rule.unit_id not in unit_map():
            closed.append(rule.number)
    overlaps = [
        Overlap(kind, area, numbers[0], tuple(numbers[1:]))
        for (kind, area), numbers in by_place.items()
        if len(numbers) > 1
    ]
    holes = [
        kind for kind in kind_map().values() if kind.is_active and _needs_rule(kind) and not rules().best(kind.code, "")
    ]
    return RuleReport(tuple(overlaps), tuple(holes), tuple(closed))


def _needs_rule(kind: Kind) -> bool:
    """A matter that its place keeps to the end asks no rule."""
    _number, spec = newest_procedure(kind.procedure_code)
    return spec.first_desk != "place" or spec.assigns_on is not None
