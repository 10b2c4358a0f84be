"""Kinds of matter as a county sets them: change one, add one of its own, take a change back.

A kind of the standard keeps its code and its name. Matters that are open keep the limits they began with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from linli.areas.queries.map import county_code
from linli.cases.errors import KindLimitFaulty, KindMajorUnknown, KindNameFaulty, KindProcedureUnknown, WordsTooLong
from linli.cases.models import Kind
from linli.cases.queries.procedure import published
from linli.common.calendar import Limit, LimitError
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.common.words import initials
from linli.people.errors import NotAdministrator
from linli.people.reader import Reader
from linli.people.rules import may_manage_settings

TOPIC, SUBJECT = "kinds", "kind"
OWN = "L"  # kinds that a county adds are L001, L002 …: no standard and no shipped list has this letter
MOST_NAME, MOST_SAID = 40, 300
Facts = dict[str, Any]


@dataclass(frozen=True)
class KindWords:
    """What a county says of a kind. `name` and `is_public_space` hold for kinds of its own only."""

    words: str
    procedure: str
    limits: Mapping[str, str] = field(default_factory=dict)
    is_active: bool = True
    name: str = ""
    is_public_space: bool = False


def add_kind(words: KindWords, *, major: str, by: Reader) -> Kind:
    """Add a kind of the county's own, under the next code of its range.

    Raises NotAdministrator, KindMajorUnknown, KindNameFaulty, KindProcedureUnknown, KindLimitFaulty, WordsTooLong.
    """
    with transaction.atomic():
        _lock(by)
        kind = Kind(code=next_code(), is_local=True, source="county")
        set_major(kind, major)
        facts = _checked(kind, words)
        write_kind(kind, facts)
        kind.save(force_insert=True)
        _note("kind.added", kind, None, by)
    return kind


def change_kind(kind: Kind, words: KindWords, *, by: Reader, seen: str | None = None) -> Kind:
    """Let a kind be otherwise from the next matter on. `seen` is the mark of what the writer had before their eyes.

    Raises what `add_kind` raises, and ChangedSince.
    """
    with transaction.atomic():
        held = _locked(kind.code, by)
        before = facts_of(held)
        if seen is not None and seen != mark_of(held):
            raise ChangedSince
        write_kind(held, _checked(held, words))
        if facts_of(held) != before:
            held.save()
            _note("kind.changed", held, before, by)
    return held


def take_back_kind(entry: AuditEntry, *, by: Reader) -> Kind:
    """Let a kind be as it was before a change; one that was added is switched off, for matters may name it.

    Raises NotTakenBack, NotAdministrator, ChangedSince.
    """
    if entry.subject_kind != SUBJECT or "after" not in entry.detail:
        raise NotTakenBack
    with transaction.atomic():
        held = _locked(entry.subject_id, by)
        former = entry.detail["before"] or {**entry.detail["after"], "is_active": False}
        now = facts_of(held)
        if now != entry.detail["after"]:
            raise ChangedSince
        if now == former:
            raise NotTakenBack
        write_kind(held, former)
        held.save()
        _note("kind.taken_back", held, now, by, of=str(entry.id))
    return held


def facts_of(kind: Kind) -> Facts:
    """What a county may say of a kind, as the audit trail and the files of configuration keep it."""
    facts: Facts = {
        "words": kind.words, "procedure": kind.procedure_code, "limits": dict(kind.limits), "is_active": kind.is_active,
    }  # fmt: skip
    if is_own(kind):
        facts |= {"name": kind.name, "major": kind.major_code, "is_public_space": kind.is_public_space}
    return facts


def is_own(kind: Kind) -> bool:
    """Whether the county added it, so that its name is the county's too."""
    return kind.is_local and kind.code.startswith(OWN)


def mark_of(kind: Kind) -> str:
    """A mark that changes with what is said of a kind, for forms."""
    return "|".join(str(value) for value in facts_of(kind).values())


def write_kind(kind: Kind, facts: Facts) -> None:
    """Put facts that have been checked onto a kind, not yet saved."""
    kind.words, kind.procedure_code, kind.limits = facts["words"], facts["procedure"], dict(facts["limits"])
    kind.is_active, kind.is_set_here = facts["is_active"], True
    if is_own(kind):
        kind.name, kind.is_public_space = facts["name"], facts["is_public_space"]
        kind.initials = initials(kind.name)


def set_major(kind: Kind, major: str) -> None:
    """Put a new kind into a group that there is. Raises KindMajorUnknown."""
    name = Kind.objects.filter(major_code=major).values_list("major_name", flat=True).first()
    if name is None:
        raise KindMajorUnknown
    kind.major_code, kind.major_name = major, name


def next_code() -> str:
    taken = Kind.objects.filter(code__regex=rf"^{OWN}\d+$").values_list("code", flat=True)
    return f"{OWN}{max((int(code[1:]) for code in taken), default=0) + 1:03}"


def check_compartment(procedure: str, compartment: str) -> None:
    """A procedure of a closed compartment serves its own kinds only, and they no other. Raises KindProcedureUnknown."""
    closed = Kind.objects.exclude(compartment="").values_list("procedure_code", "compartment")
    if dict(closed).get(procedure, "") != compartment:
        raise KindProcedureUnknown


def check_limits(procedure: str, limits: Mapping[str, str]) -> dict[str, str]:
    """Limits of a kind against its procedure. Raises KindProcedureUnknown, KindLimitFaulty."""
    known = published()
    if procedure not in known.newest:
        raise KindProcedureUnknown
    keys = {rule.key for rule in known.by_id[known.newest[procedure]].limits}
    found = {}
    for key, text in sorted(limits.items()):
        if key not in keys:
            raise KindLimitFaulty(limit=f"{key} {text}")
        try:
            found[key] = str(Limit.parse(text))
        except LimitError as error:
            raise KindLimitFaulty(limit=text) from error
    return found


def lock_kinds() -> None:
    """Hold all kinds until the transaction ends, and say that they will be otherwise."""
    changed(TOPIC)


def _lock(by: Reader) -> None:
    lock_kinds()
    if not may_manage_settings(by):
        raise NotAdministrator


def _locked(code: str, by: Reader) -> Kind:
    _lock(by)
    return Kind.objects.select_for_update().get(code=code)


def _checked(kind: Kind, words: KindWords) -> Facts:
    said = " ".join(words.words.split())
    if len(said) > MOST_SAID:
        raise WordsTooLong(most=MOST_SAID)
    check_compartment(words.procedure, kind.compartment)
    facts: Facts = {
        "words": said, "procedure": words.procedure, "limits": check_limits(words.procedure, words.limits),
        "is_active": words.is_active,
    }  # fmt: skip
    if is_own(kind):
        name = " ".join(words.name.split())
        if not 2 <= len(name) <= MOST_NAME or Kind.objects.filter(name=name).exclude(code=kind.code).exists():
            raise KindNameFaulty(most=MOST_NAME)
        facts |= {"name": name, "major": kind.major_code, "is_public_space": words.is_public_space}
    return facts


def _note(action: str, kind: Kind, before: Facts | None, by: Reader, **more: str) -> None:
    note_deed(
        action, by=by, subject_kind=SUBJECT, subject_id=kind.code, area=county_code(), before=before,
        after=facts_of(kind), **more,
    )  # fmt: skip
