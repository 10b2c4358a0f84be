"""Kinds: what the county says of those of the standard, and those of its own."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.cases.domain.kind import OWN, check_compartment, check_limits, facts_of, lock_kinds, set_major, write_kind
from linli.cases.exchange.procedures import spec_in
from linli.cases.models import Kind
from linli.cases.queries.kinds import majors
from linli.cases.queries.procedure import published
from linli.common.calendar import Limit, LimitError
from linli.common.errors import Refusal
from linli.common.exchange import Files, Incoming, Part, State, csv_bytes, register_part, rows_of

FILE = "kinds.csv"
COLUMNS = ("code", "name", "major", "procedure", "limits", "in_use", "public_space", "words")


def register() -> None:
    register_part(
        Part("kinds", gettext_lazy("Kinds of matter"), 20, state, _write, _read, _refusal, _apply, _say, "kinds")
    )


def state() -> State:
    """What is said of every kind of the standard and of our own. Kinds that an import of matters made stay here."""
    return {kind.code: facts_of(kind) for kind in Kind.objects.order_by("code")}


def _write(found: State) -> Files:
    names = dict(Kind.objects.values_list("code", "name"))
    rows: list[tuple[object, ...]] = [
        (
            code, facts.get("name", names.get(code, "")), facts.get("major", ""), facts["procedure"],
            ";".join(f"{key}={limit}" for key, limit in sorted(facts["limits"].items())),
            _yes(facts["is_active"]), _yes(facts["is_public_space"]) if "is_public_space" in facts else "", facts["words"],
        )
        for code, facts in found.items()
    ]  # fmt: skip
    return {FILE: csv_bytes(COLUMNS, rows)}


def _read(files: Mapping[str, bytes]) -> State:
    return {row["code"]: _facts(row) for row in rows_of(files, FILE, COLUMNS)}


def _facts(row: Mapping[str, str]) -> dict[str, Any]:
    limits = dict(part.partition("=")[::2] for part in row["limits"].split(";") if part)
    facts: dict[str, Any] = {
        "words": row["words"], "procedure": row["procedure"], "limits": limits, "is_active": row["in_use"] == "yes",
    }  # fmt: skip
    if row["major"]:
        facts |= {"name": row["name"], "major": row["major"], "is_public_space": row["public_space"] == "yes"}
    return facts


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _refusal(code: str, facts: Any, incoming: Incoming) -> str:
    here = Kind.objects.filter(code=code).first()
    is_own = code.startswith(OWN) and code[1:].isdigit() and "name" in facts
    if here is None and not is_own:
        return _("this county has no kind %(code)s") % {"code": code}
    if here is not None and is_own != ("name" in facts_of(here)):
        return _("this county has another kind %(code)s") % {"code": code}
    if is_own and here is not None and here.name != facts["name"]:
        return _("here %(code)s is %(name)s, another kind of the county’s own") % {"code": code, "name": here.name}
    if is_own and facts["major"] not in majors():
        return _("there is no group %(major)s") % {"major": facts["major"]}
    if is_own and Kind.objects.filter(name=facts["name"]).exclude(code=code).exists():
        return _("here another kind is called %(name)s") % {"name": facts["name"]}
    return _compartment_refusal(facts, here) or _procedure_refusal(facts, incoming)


def _compartment_refusal(facts: Any, here: Kind | None) -> str:
    try:
        check_compartment(facts["procedure"], here.compartment if here else "")
    except Refusal as refused:
        return str(refused)
    return ""


def _procedure_refusal(facts: Any, incoming: Incoming) -> str:
    spec = spec_in(incoming, facts["procedure"])
    if spec is None:
        if facts["procedure"] not in published().newest:
            return _("there is no procedure %(procedure)s") % {"procedure": facts["procedure"]}
        try:
            check_limits(facts["procedure"], facts["limits"])
        except Refusal as refused:
            return str(refused)
        return ""
    keys = {rule.key for rule in spec.limits}
    for key, text in facts["limits"].items():
        try:
            Limit.parse(text)
        except LimitError as fault:
            return str(fault)
        if key not in keys:
            return _("the procedure has no limit %(key)s") % {"key": key}
    return ""


def _apply(states: Mapping[str, Any]) -> None:
    lock_kinds()
    held = Kind.objects.select_for_update().in_bulk(list(states))
    for code, facts in states.items():
        kind = held.get(code) or Kind(code=code, is_local=True, source="county")
        if facts is None:
            Kind.objects.filter(code=code).update(is_active=False)
            continue
        if code not in held:
            set_major(kind, facts["major"])
        write_kind(kind, facts)
        kind.save()


def _say(code: str, facts: Any) -> str:
    if facts is None:
        return code
    name = facts.get("name") or Kind.objects.filter(code=code).values_list("name", flat=True).first() or ""
    limits = " ".join(f"{key}={text}" for key, text in facts["limits"].items())
    use = "" if facts["is_active"] else _("out of use")
    return " · ".join(
        part for part in (f"{code} {name}".strip(), facts["procedure"], limits, facts["words"], use) if part
    )
