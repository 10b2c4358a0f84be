"""Give the configuration of a county as files; take another county's; take that back. One deed, whole or not at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.areas.queries.map import county_code
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.exchange import Files, Part, State, packed, parts, unpacked
from linli.common.models import AuditEntry
from linli.counties.current import current_county
from linli.people.errors import NotAdministrator, NothingBrought, SomeCannotCome
from linli.people.reader import Reader
from linli.people.rules import may_manage_settings

SUBJECT = "configuration"


@dataclass(frozen=True)
class Difference:
    """What a part of the files would change here."""

    part: Part
    before: State  # key → facts, None where there is nothing here
    after: State
    refused: dict[str, str]  # key → why it cannot come here


def files_of_configuration(*, by: Reader) -> Files:
    """The configuration as it is, as files. Raises NotAdministrator."""
    _check(by)
    files: Files = {}
    for part in parts():
        files |= part.write(part.state())
    return files


def export_configuration(*, by: Reader) -> bytes:
    """The configuration as one archive; that it was taken is on record. Raises NotAdministrator."""
    files = files_of_configuration(by=by)
    note_deed("configuration.exported", by=by, subject_kind=SUBJECT, area=county_code(), files=sorted(files))
    return packed(files, county=county_code(), name=current_county().name)


def differences(data: bytes) -> list[Difference]:
    """What an archive would change here, part by part; parts that change nothing are left out. Raises ExchangeFaulty."""
    files = unpacked(data)
    incoming = {part.code: part.read(files) for part in parts()}
    found = [_difference(part, incoming) for part in parts()]
    return [one for one in found if one.after or one.refused]


def bring_configuration(data: bytes, *, by: Reader, only: Collection[str] = (), leave_out: bool = False) -> AuditEntry:
    """Let the configuration of an archive hold, of all parts or some, in one transaction.

    What is here and not in the files stays. `leave_out`: what cannot come here (a unit or a place that this county does
    not have) is left out; else it stops everything. Raises NotAdministrator, ExchangeFaulty, SomeCannotCome,
    NothingBrought.
    """
    with transaction.atomic():
        _lock()
        _check(by)
        wanted = [one for one in differences(data) if not only or one.part.code in only]
        refused = sum(len(one.refused) for one in wanted)
        if refused and not leave_out:
            raise SomeCannotCome(count=refused)
        brought = [one for one in wanted if one.after]
        if not brought:
            raise NothingBrought
        for one in brought:
            one.part.apply(one.after)
        before = {one.part.code: one.before for one in brought}
        return _note("configuration.brought", before, _states({one.part.code: one.after for one in brought}), by)


def take_back_configuration(entry: AuditEntry, *, by: Reader) -> AuditEntry:
    """Let everything that one import changed be as it was. Raises NotTakenBack, NotAdministrator, ChangedSince."""
    if entry.subject_kind != SUBJECT or "after" not in entry.detail:
        raise NotTakenBack
    before, after = entry.detail["before"], entry.detail["after"]
    with transaction.atomic():
        _lock()
        _check(by)
        if _states(after) != after:
            raise ChangedSince
        for part in reversed(parts()):
            if part.code in before:
                part.apply(before[part.code])
        return _note("configuration.taken_back", after, _states(after), by, of=str(entry.id))


def stands_as_brought(entry: AuditEntry) -> bool:
    """Whether what an import changed has not been changed since."""
    after: dict[str, State] = entry.detail["after"]
    return bool(after != entry.detail["before"] and _states(after) == after)


def _difference(part: Part, incoming: Mapping[str, State]) -> Difference:
    here, before, after, refused = part.state(), {}, {}, {}
    for key, facts in incoming[part.code].items():
        if here.get(key) == facts:
            continue
        why = part.refusal(key, facts, incoming)
        if why:
            refused[key] = why
        else:
            before[key], after[key] = here.get(key), facts
    return Difference(part, before, after, refused)


def _states(wanted: Mapping[str, State]) -> dict[str, State]:
    """How the same keys are here now."""
    found = {}
    for part in parts():
        if part.code in wanted:
            here = part.state()
            found[part.code] = {key: here.get(key) for key in wanted[part.code]}
    return found


def _lock() -> None:
    """Hold every part, always in the same order: nothing moves between comparing and applying."""
    changed(SUBJECT, *sorted({part.topic for part in parts()}))


def _check(by: Reader) -> None:
    if not may_manage_settings(by):
        raise NotAdministrator


def _note(action: str, before: Any, after: Any, by: Reader, **more: str) -> AuditEntry:
    return note_deed(action, by=by, subject_kind=SUBJECT, area=county_code(), before=before, after=after, **more)
