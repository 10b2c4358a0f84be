"""Providers as a county keeps them: add one, change it, say that it was looked at, take it back. Each deed is audited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from linli.areas.queries.map import area_map, county_code
from linli.bills.enums import BillKind
from linli.bills.errors import ProviderAreaUnknown, ProviderIncomplete, ProviderThere
from linli.bills.links import check_link
from linli.bills.models import Provider
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack, SettingTooLong
from linli.common.models import AuditEntry
from linli.people.errors import NotAdministrator
from linli.people.reader import Reader
from linli.people.rules import may_manage_settings

TOPIC, SUBJECT = "providers", "provider"
MOST = {"name": 60, "telephone": 40, "hours": 120, "app_name": 60, "counter": 200}
VILLAGE_DIGITS = 12
Facts = dict[str, Any]


@dataclass(frozen=True)
class ProviderWords:
    """What is said of a provider."""

    kind: BillKind | str
    name: str
    areas: tuple[str, ...]
    telephone: str = ""
    hours: str = ""
    link: str = ""
    app_name: str = ""
    counter: str = ""
    is_active: bool = True


def add_provider(words: ProviderWords, *, by: Reader, is_invented: bool = False) -> Provider:
    """Add a provider.

    Raises NotAdministrator, ProviderIncomplete, ProviderAreaUnknown, LinkFaulty, HostNotAllowed, ProviderThere.
    """
    with transaction.atomic():
        _lock(by)
        provider = Provider(is_invented=is_invented)
        write_provider(provider, checked(words))
        _check_alone(provider)
        provider.save(force_insert=True)
        _note("provider.added", provider, None, by)
    return provider


def change_provider(provider: Provider, words: ProviderWords, *, by: Reader, seen: str | None = None) -> Provider:
    """Let a provider be otherwise; with another link or telephone it has not been looked at yet.

    Raises what `add_provider` raises, and ChangedSince where somebody else changed it meanwhile.
    """
    with transaction.atomic():
        held = _locked(provider.id, by)
        if seen is not None and seen != mark_of(held):
            raise ChangedSince
        before, facts = facts_of(held), checked(words)
        if any(before[name] != facts[name] for name in ("link", "telephone", "app_name")):
            held.verified_on, held.verified_by = None, ""
        write_provider(held, facts)
        _check_alone(held)
        if facts_of(held) != before:
            held.save()
            _note("provider.changed", held, before, by)
    return held


def verify_provider(provider: Provider, *, by: Reader, on: date | None = None) -> Provider:
    """Say that link, telephone and hours were looked at today and are so. Raises NotAdministrator."""
    with transaction.atomic():
        held = _locked(provider.id, by)
        before = facts_of(held)
        held.verified_on, held.verified_by = on or localdate(), by.label
        held.save()
        _note("provider.verified", held, before, by)
    return held


def take_back_provider(entry: AuditEntry, *, by: Reader) -> Provider:
    """Let a provider be as it was before a change; one that was added is put out of use.

    Raises NotTakenBack, NotAdministrator, ChangedSince.
    """
    if entry.subject_kind != SUBJECT or "after" not in entry.detail:
        raise NotTakenBack
    with transaction.atomic():
        held = _locked(UUID(entry.subject_id), by)
        former = entry.detail["before"] or {**entry.detail["after"], "is_active": False}
        found = facts_of(held)
        if found != entry.detail["after"]:
            raise ChangedSince
        if found == former:
            raise NotTakenBack
        write_provider(held, former)
        _check_alone(held)
        held.save()
        _note("provider.taken_back", held, found, by, of=str(entry.id))
    return held


def checked(words: ProviderWords) -> Facts:
    """The words as facts, or what is wrong with them."""
    said: Facts = {name: " ".join(getattr(words, name).split()) for name in MOST}
    for name, most in MOST.items():
        if len(said[name]) > most:
            raise SettingTooLong(most=most)
    areas = sorted(set(words.areas))
    for area in areas:
        if (area not in area_map() and area != county_code()) or len(area) > VILLAGE_DIGITS:
            raise ProviderAreaUnknown(area=area[:20])
    link = check_link(words.link)
    if not said["name"] or not areas or not (link or said["telephone"] or said["counter"]):
        raise ProviderIncomplete
    return said | {
        "kind": str(BillKind(words.kind)), "areas": areas, "link": link, "is_active": words.is_active,
    }  # fmt: skip


def facts_of(provider: Provider) -> Facts:
    """What is said of a provider, as the audit trail keeps it."""
    return {
        "kind": str(provider.kind), "areas": list(provider.areas), "link": provider.link,
        "is_active": provider.is_active, **{name: getattr(provider, name) for name in MOST},
        "verified_on": provider.verified_on.isoformat() if provider.verified_on else "",
        "verified_by": provider.verified_by,
    }  # fmt: skip


def mark_of(provider: Provider) -> str:
    """A mark that changes with what is said, for forms."""
    return "|".join(str(value) for value in facts_of(provider).values())


def write_provider(provider: Provider, facts: Mapping[str, Any]) -> None:
    """Put facts that have been checked onto a provider, not yet saved."""
    for name in ("kind", "areas", "link", "is_active", *MOST):
        setattr(provider, name, facts[name])
    if "verified_on" in facts:
        provider.verified_on = date.fromisoformat(facts["verified_on"]) if facts["verified_on"] else None
        provider.verified_by = facts["verified_by"]


def _check_alone(provider: Provider) -> None:
    if Provider.objects.filter(kind=provider.kind, name=provider.name).exclude(id=provider.id).exists():
        raise ProviderThere


def _lock(by: Reader) -> None:
    changed(TOPIC)  # its row is locked from here on: two who write at once do so one after the other
    if not may_manage_settings(by):
        raise NotAdministrator


def _locked(number: UUID, by: Reader) -> Provider:
    _lock(by)
    return Provider.objects.select_for_update().get(id=number)


def _note(action: str, provider: Provider, before: Facts | None, by: Reader, **more: str) -> None:
    note_deed(action, by=by, subject_kind=SUBJECT, subject_id=provider.id, area=county_code(), before=before,
              after=facts_of(provider), **more)  # fmt: skip
