"""The routing rules in words, and what would happen to a matter."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from linli.areas.queries.find import find_areas
from linli.areas.queries.map import area_path
from linli.cases.models import Kind, RoutingRule, Target
from linli.cases.queries.kinds import find_kinds
from linli.cases.queries.procedure import kind_map, newest_procedure
from linli.cases.queries.routing import Route, kind_words, route, route_at_opening, why
from linli.cases.queries.rule_report import RuleReport, report_of_rules
from linli.cases.queries.sentences import route_words
from linli.cases.rules import may_manage_rules
from linli.people.queries.unit import unit_name
from linli.people.reader import Reader


@dataclass(frozen=True)
class RuleLine:
    """A rule as people read it."""

    number: int
    kind: str
    area: str
    unit: str
    note: str
    is_active: bool
    may_change: bool


def rule_lines(reader: Reader) -> list[RuleLine]:
    """All rules by number. One statement."""
    return [
        RuleLine(
            rule.number, kind_in_words(rule.kind_prefix), area_in_words(rule.area), target_in_words(rule.target, rule.unit_id),
            rule.note, rule.is_active, may_manage_rules(reader, rule.area),
        )
        for rule in RoutingRule.objects.order_by("number")
    ]  # fmt: skip


def kind_in_words(prefix: str) -> str:
    """What a rule's kind means: every kind, a group, one kind with its code."""
    if not prefix:
        return _("every kind")
    words = kind_words(prefix)
    if prefix in kind_map():
        return f"{words} {prefix}"
    return _("%(group)s, all of %(prefix)s") % {"group": words, "prefix": prefix}


def area_in_words(area: str) -> str:
    return " ".join(area_path(area)) if area else _("everywhere")


def target_in_words(target: str, unit: object) -> str:
    """Whom a rule names. `unit` is a number, or the text of one."""

    return {
        Target.UNIT: unit_name(UUID(str(unit))) if unit else "",
        Target.VILLAGE_OFFICE: _("the committee of the village"),
        Target.TOWN_OFFICE: _("the office of the town"),
    }[Target(target)]


@dataclass(frozen=True)
class Faults:
    """What is wrong with the rules as a whole, in words."""

    report: RuleReport

    @property
    def overlaps(self) -> list[str]:
        return [
            _("%(what)s: rule %(followed)s is followed, never %(idle)s.") % {
                "what": f"{kind_in_words(one.kind_prefix)} × {area_in_words(one.area)}", "followed": one.followed,
                "idle": ", ".join(str(number) for number in one.idle),
            }
            for one in self.report.overlaps
        ]  # fmt: skip

    @property
    def holes(self) -> list[str]:
        return [f"{kind.name} {kind.code}" for kind in self.report.holes]

    @property
    def closed(self) -> str:
        return ", ".join(str(number) for number in self.report.closed)

    @property
    def is_clean(self) -> bool:
        return self.report.is_clean


def rule_faults() -> Faults:
    return Faults(report_of_rules())


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
    kind = _kind_typed(typed_kind)
    if kind is None:
        return None
    area = _area_typed(typed_area)
    _number, spec = newest_procedure(kind.procedure_code)
    first = route_at_opening(kind.code, area, spec.first_desk)
    then = route(kind.code, area) if spec.assigns_on else None
    return Trial(
        kind, area, str(spec.title), _desk(first), _why(first), _desk(then) if then else "", _why(then) if then else ""
    )


def _kind_typed(typed: str) -> Kind | None:
    """The kind that was written: by its code, alone or behind its name, or the first that answers to the words."""
    said = typed.split()
    if not said:
        return None
    return kind_map().get(said[-1]) or next(iter(find_kinds(said[0], limit=1)), None)


def _area_typed(typed: str) -> str:
    """The place that was written: the code behind its name, or the first that answers to the words."""
    said = typed.split()
    words = said[-1] if said and said[-1].isdigit() else typed
    return next((facts.code for facts in find_areas(words, limit=1)), "")


def _desk(found: Route) -> str:
    return unit_name(found.unit_id) or _("nobody: it stands in the list to be routed")


def _why(found: Route) -> str:
    return route_words(why(found.reason, found.rule, found.kind, found.area))
