"""Add a routing rule, change it, switch it off and on, take a change back. A rule is never deleted: events name it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from linli.areas.queries.map import area_map, county_code
from linli.cases.errors import RuleAreaUnknown, RuleKindUnknown, RuleStandsAlready, UnitNeeded, WordsTooLong
from linli.cases.models import RoutingRule, Target
from linli.cases.queries.procedure import kind_map
from linli.cases.rules import may_manage_rules
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.people.errors import NotAdministrator, PostUnitClosed
from linli.people.queries.unit import unit_map, unit_name
from linli.people.reader import Reader

TOPIC, SUBJECT = "rules", "routing_rule"
MOST_NOTE = 200
Facts = dict[str, Any]


@dataclass(frozen=True)
class RuleWords:
    """What a rule says: which kinds (a code, a beginning of codes, "": all), where ("": everywhere), whose they are."""

    kind_prefix: str
    area: str
    target: Target | str
    unit: UUID | None = None
    note: str = ""


def add_rule(words: RuleWords, *, by: Reader) -> RoutingRule:
    """Add a rule in force, under the next number.

    Raises NotAdministrator, RuleKindUnknown, RuleAreaUnknown, UnitNeeded, PostUnitClosed, WordsTooLong,
    RuleStandsAlready.
    """
    with transaction.atomic():
        changed(TOPIC)  # its row is locked from here on: two who add at once do not get the same number
        _check_permission(by, words.area)
        newest = RoutingRule.objects.aggregate(newest=Max("number"))["newest"] or 0
        rule = RoutingRule(number=newest + 1)
        _write(rule, _checked(words))
        _check_stands(rule)
        rule.save(force_insert=True)
        _note("rule.added", rule, None, by)
    return rule


def change_rule(rule: RoutingRule, words: RuleWords, *, by: Reader, seen: str | None = None) -> RoutingRule:
    """Let a rule say something else. `seen` is the mark of what the writer had before their eyes.

    Raises what `add_rule` raises, and ChangedSince where somebody else changed it meanwhile.
    """
    with transaction.atomic():
        held = _lock(rule.id)
        _check_permission(by, held.area, words.area)
        if seen is not None and seen != mark_of(held):
            raise ChangedSince
        before = facts_of(held)
        _write(held, _checked(words))
        if facts_of(held) == before:
            return held
        _check_stands(held)
        held.save()
        _note("rule.changed", held, before, by)
    return held


def switch_rule(rule: RoutingRule, *, on: bool, by: Reader) -> RoutingRule:
    """Put a rule out of force, or back into it. Raises NotAdministrator, PostUnitClosed, RuleStandsAlready."""
    with transaction.atomic():
        held = _lock(rule.id)
        _check_permission(by, held.area)
        if held.is_active == on:
            return held
        before = facts_of(held)
        held.is_active = on
        _check_stands(held)
        held.save(update_fields=["is_active"])
        _note("rule.switched_on" if on else "rule.switched_off", held, before, by)
    return held


def take_back(entry: AuditEntry, *, by: Reader) -> RoutingRule:
    """Let a rule be as it was before a change; one that was added is put out of force.

    Raises NotTakenBack, NotAdministrator, ChangedSince, PostUnitClosed, RuleStandsAlready.
    """
    if entry.subject_kind != SUBJECT or "after" not in entry.detail:
        raise NotTakenBack
    with transaction.atomic():
        held = _lock(UUID(entry.subject_id))
        former = entry.detail["before"] or {**entry.detail["after"], "is_active": False}
        _check_permission(by, held.area, former["area"])
        now = facts_of(held)
        if now != entry.detail["after"]:
            raise ChangedSince
        if now == former:
            raise NotTakenBack
        _write(held, former)
        _check_stands(held)
        held.save()
        _note("rule.taken_back", held, now, by, of=str(entry.id))
    return held


def facts_of(rule: RoutingRule) -> Facts:
    """What a rule says, as the audit trail keeps it."""
    return {
        "kind_prefix": rule.kind_prefix, "area": rule.area, "target": str(rule.target), "note": rule.note,
        "unit": str(rule.unit_id) if rule.unit_id else None, "is_active": rule.is_active,
    }  # fmt: skip


def mark_of(rule: RoutingRule) -> str:
    """A mark that changes with what a rule says, for forms."""
    return "|".join(str(value) for value in facts_of(rule).values())


def _lock(number: UUID) -> RoutingRule:
    changed(TOPIC)
    return RoutingRule.objects.select_for_update().get(id=number)


def _check_permission(by: Reader, *areas: str) -> None:
    if not all(may_manage_rules(by, area) for area in areas):
        raise NotAdministrator


def _checked(words: RuleWords) -> Facts:
    """The words as facts, or what is wrong with them."""
    target = Target(words.target)
    prefix = words.kind_prefix
    if prefix and not any(code.startswith(prefix) for code in kind_map()):
        raise RuleKindUnknown(kind=prefix)
    if words.area and words.area not in area_map():
        raise RuleAreaUnknown(area=words.area)
    if target == Target.UNIT and words.unit is None:
        raise UnitNeeded
    if len(words.note) > MOST_NOTE:
        raise WordsTooLong(most=MOST_NOTE)
    unit = words.unit if target == Target.UNIT else None
    return {"kind_prefix": prefix, "area": words.area, "target": str(target), "note": words.note.strip(),
            "unit": str(unit) if unit else None}  # fmt: skip


def _write(rule: RoutingRule, facts: Facts) -> None:
    rule.unit_id = UUID(facts["unit"]) if facts["unit"] else None
    rule.kind_prefix, rule.area = facts["kind_prefix"], facts["area"]
    rule.target, rule.note = facts["target"], facts["note"]
    rule.is_active = facts.get("is_active", rule.is_active)


def _check_stands(rule: RoutingRule) -> None:
    """Whatever is in force must lead somewhere, and say what no other rule says."""
    if not rule.is_active:
        return
    if rule.unit_id and rule.unit_id not in unit_map():
        raise PostUnitClosed(unit=unit_name(rule.unit_id) or "–")
    same = RoutingRule.objects.filter(kind_prefix=rule.kind_prefix, area=rule.area, is_active=True).exclude(id=rule.id)
    other = same.order_by("number").values_list("number", flat=True).first()
    if other is not None:
        raise RuleStandsAlready(number=other)


def _note(action: str, rule: RoutingRule, before: Facts | None, by: Reader, **more: str) -> None:
    note_deed(
        action, by=by, subject_kind=SUBJECT, subject_id=rule.id, area=rule.area or county_code(), number=rule.number,
        before=before, after=facts_of(rule), **more,
    )  # fmt: skip
