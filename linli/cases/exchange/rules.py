"""Routing rules in force: kind and place say which rule it is, a unit is named by its code."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.areas.queries.map import area_map
from linli.cases.domain.routing_rule import MOST_NOTE, TOPIC
from linli.cases.models import RoutingRule, Target
from linli.cases.queries.procedure import kind_map
from linli.common.domain.configuration import changed
from linli.common.exchange import Files, Incoming, Part, State, csv_bytes, register_part, rows_of
from linli.people.queries.unit import unit_by_code

FILE = "routing_rules.csv"
COLUMNS = ("kind", "area", "target", "unit", "note")
PARTING = "@"


def register() -> None:
    register_part(
        Part("rules", gettext_lazy("Routing rules"), 30, state, _write, _read, _refusal, _apply, _say, "rules")
    )


def state() -> State:
    """The rules in force, in the order of their numbers."""
    rows = RoutingRule.objects.filter(is_active=True).select_related("unit").order_by("number")
    return {
        f"{rule.kind_prefix}{PARTING}{rule.area}": {
            "target": str(rule.target), "unit": rule.unit.code if rule.unit else "", "note": rule.note,
        }
        for rule in rows
    }  # fmt: skip


def _write(found: State) -> Files:
    rows: list[tuple[object, ...]] = [
        (*key.split(PARTING), facts["target"], facts["unit"], facts["note"]) for key, facts in found.items()
    ]
    return {FILE: csv_bytes(COLUMNS, rows)}


def _read(files: Mapping[str, bytes]) -> State:
    return {
        f"{row['kind']}{PARTING}{row['area']}": {name: row[name] for name in ("target", "unit", "note")}
        for row in rows_of(files, FILE, COLUMNS)
    }


def _refusal(key: str, facts: Any, incoming: Incoming) -> str:
    prefix, _parting, area = key.partition(PARTING)
    kinds = {*kind_map(), *incoming.get("kinds", {})}
    if prefix and not any(code.startswith(prefix) for code in kinds):
        return _("there is no kind %(code)s") % {"code": prefix}
    if area and area not in area_map():
        return _("there is no place %(code)s") % {"code": area}
    if facts["target"] not in Target.values or len(facts["note"]) > MOST_NOTE:
        return _("the row cannot be read")
    if (facts["target"] == Target.UNIT) != bool(facts["unit"]):
        return _("the row cannot be read")
    if facts["unit"] and unit_by_code(facts["unit"]) is None:
        return _("there is no unit %(code)s") % {"code": facts["unit"]}
    return ""


def _apply(states: Mapping[str, Any]) -> None:
    changed(TOPIC)
    next_number = (RoutingRule.objects.aggregate(newest=Max("number"))["newest"] or 0) + 1
    for key, facts in states.items():
        prefix, _parting, area = key.partition(PARTING)
        held = RoutingRule.objects.select_for_update().filter(kind_prefix=prefix, area=area, is_active=True)
        rule = held.order_by("number").first()
        if facts is None:
            held.update(is_active=False)
            continue
        if rule is None:
            rule, next_number = RoutingRule(number=next_number, kind_prefix=prefix, area=area), next_number + 1
        unit = unit_by_code(facts["unit"]) if facts["unit"] else None
        rule.target, rule.note, rule.unit_id = facts["target"], facts["note"], unit.id if unit else None
        rule.save()


def _say(key: str, facts: Any) -> str:
    prefix, _parting, area = key.partition(PARTING)
    where = area or _("everywhere")
    if facts is None:
        return f"{prefix} × {where}"
    return f"{prefix or '*'} × {where} → {facts['unit'] or facts['target']}"
