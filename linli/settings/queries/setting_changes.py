"""What was changed lately in the settings of a county: the audit trail in words, for whoever reads the county."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from linli.cases.domain.kind import SUBJECT as KIND
from linli.cases.domain.kind import facts_of
from linli.cases.models import Kind
from linli.common.models import AuditEntry
from linli.common.setting import every_setting, stored_values
from linli.people.domain.setting import SUBJECT as SETTING
from linli.people.reader import Reader
from linli.people.rules import may_manage_settings
from linli.settings.queries.changes import SHOWN, Change, entries_about, who_of
from linli.settings.queries.kinds import procedure_words
from linli.settings.queries.words import limit_words
from linli.settings.rules import read_areas

Say = Callable[[str, Any], str]  # (code, value or None) → words


def setting_changes(group: str, reader: Reader, say: Say) -> list[Change]:
    """The newest changes of one group of settings. One statement."""
    entries = entries_about(SETTING, read_areas(reader), subject_id=group)
    return [_setting_change(entry, reader, say) for entry in entries]


def _setting_change(entry: AuditEntry, reader: Reader, say: Say) -> Change:
    before, after = entry.detail["before"], entry.detail["after"]
    known, stored = every_setting(), stored_values()
    names = ", ".join(str(known[code].title) if code in known else code for code in after)
    title = _("%(what)s as it was before") if entry.action == "setting.taken_back" else _("%(what)s changed")
    return Change(
        entry.id, entry.at, who_of(entry.actor_label), title % {"what": names},
        "；".join(say(code, value) for code, value in before.items()),
        "；".join(say(code, value) for code, value in after.items()),
        may_manage_settings(reader) and all(stored.get(code) == value for code, value in after.items()),
    )  # fmt: skip


def kind_changes(reader: Reader, code: str = "") -> list[Change]:
    """The newest changes of kinds, or of one. Two statements."""
    entries = entries_about(KIND, read_areas(reader), subject_id=code)[:SHOWN]
    kinds = Kind.objects.in_bulk({entry.subject_id for entry in entries})
    return [_kind_change(entry, kinds.get(entry.subject_id), reader) for entry in entries]


def _kind_change(entry: AuditEntry, kind: Kind | None, reader: Reader) -> Change:
    before, after = entry.detail["before"], entry.detail["after"]
    titles = {
        "kind.added": _("%(kind)s added"), "kind.changed": _("%(kind)s changed"),
        "kind.taken_back": _("%(kind)s as it was before"),
    }  # fmt: skip
    name = f"{kind.name} {kind.code}" if kind else entry.subject_id
    goes_back = kind is not None and facts_of(kind) == after and before != after
    return Change(
        entry.id, entry.at, who_of(entry.actor_label), titles[entry.action] % {"kind": name},
        kind_words_of(before) if before else "", kind_words_of(after),
        goes_back and may_manage_settings(reader) and (before is not None or after["is_active"]),
    )  # fmt: skip


def kind_words_of(facts: dict[str, Any]) -> str:
    """What a county says of a kind, in a line."""
    parts = [
        facts.get("name", ""), procedure_words(facts["procedure"]), facts["words"],
        "，".join(f"{key} {limit_words(text)}" for key, text in facts["limits"].items()),
        "" if facts["is_active"] else _("out of use"),
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)
