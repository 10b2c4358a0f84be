"""What was changed about providers lately, by whom, and whether it can still be taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from linli.bills.domain.provider import SUBJECT, facts_of
from linli.bills.enums import BillKind
from linli.bills.models import Provider
from linli.common.models import AuditEntry
from linli.people.enums import Role
from linli.people.labels import label_words
from linli.people.reader import Reader
from linli.people.rules import may_manage_settings

SHOWN = 8


@dataclass(frozen=True)
class Change:
    """One line of the trail."""

    id: UUID
    at: datetime
    who: str
    title: str
    before: str
    after: str
    may_take_back: bool


def provider_changes(reader: Reader) -> list[Change]:
    """The newest. Two statements."""
    entries = AuditEntry.objects.filter(subject_kind=SUBJECT, detail__has_key="after").order_by("-at", "-id")[:SHOWN]
    found = Provider.objects.in_bulk({UUID(entry.subject_id) for entry in entries})
    return [_change(entry, found.get(UUID(entry.subject_id)), reader) for entry in entries]


def _change(entry: AuditEntry, provider: Provider | None, reader: Reader) -> Change:
    before, after = entry.detail["before"], entry.detail["after"]
    titles = {
        "provider.added": _("Added: %(name)s"), "provider.changed": _("Changed: %(name)s"),
        "provider.verified": _("Looked at: %(name)s"), "provider.taken_back": _("As it was before: %(name)s"),
    }  # fmt: skip
    role = entry.actor_label.rpartition(" · ")[2]
    who = label_words(entry.actor_label) if role in Role.values else _("Linli")
    goes_back = provider is not None and facts_of(provider) == after and before != after
    goes_back = goes_back and (before is not None or after["is_active"])
    return Change(
        entry.id, entry.at, who, titles[entry.action] % {"name": after["name"]}, _words(before) if before else "",
        _words(after), goes_back and may_manage_settings(reader),
    )  # fmt: skip


def _words(facts: dict[str, Any]) -> str:
    use = "" if facts["is_active"] else _("out of use")
    parts = (str(BillKind(facts["kind"]).label), facts["telephone"], facts["link"], facts["verified_on"], use)
    return " · ".join(part for part in parts if part)
