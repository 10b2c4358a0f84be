"""Change what a county sets, and take a change back. One deed may change several settings of one page."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from linli.areas.queries.map import county_code
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry, ConfigurationVersion, SettingValue
from linli.common.setting import TOPIC, setting_of
from linli.people.errors import NotAdministrator
from linli.people.reader import Reader
from linli.people.rules import may_manage_settings

SUBJECT = "setting"
Values = dict[str, Any]


def change_settings(values: Mapping[str, Any], *, by: Reader, seen: Mapping[str, Any] | None = None) -> Values:
    """Set what a county sets; None lets the default hold again. Return what is different now, by code.

    `seen` is what stood there when the writer began. Raises NotAdministrator, UnknownSetting, ChangedSince, and what
    the check of each setting refuses.
    """
    with transaction.atomic():
        _lock(by)
        before = _stored(values)
        if seen is not None and any(before[code] != seen.get(code) for code in values):
            raise ChangedSince
        after = {code: _checked(code, value) for code, value in values.items()}
        moved = {code: value for code, value in after.items() if value != before[code]}
        if moved:
            write_values(moved)
            _note("setting.changed", {code: before[code] for code in moved}, moved, by)
    return moved


def take_back_settings(entry: AuditEntry, *, by: Reader) -> Values:
    """Let settings be as they were before a change. Raises NotTakenBack, NotAdministrator, ChangedSince."""
    if entry.subject_kind != SUBJECT or "after" not in entry.detail:
        raise NotTakenBack
    before, after = entry.detail["before"], entry.detail["after"]
    with transaction.atomic():
        _lock(by)
        if _stored(after) != after:
            raise ChangedSince
        write_values(before)
        _note("setting.taken_back", after, before, by, of=str(entry.id))
    return dict(before)


def write_values(values: Mapping[str, Any]) -> None:
    """Write values that have been checked; the caller holds the transaction, the permission and the audit trail."""
    SettingValue.objects.filter(code__in=[code for code, value in values.items() if value is None]).delete()
    for code, value in values.items():
        if value is not None:
            SettingValue.objects.update_or_create(code=code, defaults={"value": value})
    changed(TOPIC)


def _lock(by: Reader) -> None:
    if not may_manage_settings(by):
        raise NotAdministrator
    ConfigurationVersion.objects.get_or_create(topic=TOPIC, defaults={"number": 1})
    ConfigurationVersion.objects.select_for_update().get(topic=TOPIC)


def _stored(codes: Mapping[str, Any]) -> Values:
    found = dict(SettingValue.objects.filter(code__in=list(codes)).values_list("code", "value"))
    return {code: found.get(code) for code in codes}


def _checked(code: str, value: Any) -> Any:
    """As it is kept; what is as shipped needs no row."""
    setting = setting_of(code)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    checked = setting.check(value)
    return None if checked == setting.default() else checked


def _note(action: str, before: Values, after: Values, by: Reader, **more: str) -> None:
    group = setting_of(next(iter(after))).group
    note_deed(
        action, by=by, subject_kind=SUBJECT, subject_id=group, area=county_code(), before=before, after=after, **more
    )
