"""Publish a draft with a date, withdraw it before that date, bring the former version back after it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localtime, now

from linli.cases.domain.ground import fingerprint_of
from linli.cases.domain.procedure_draft import (
    Content,
    begin,
    enter,
    lock_draft,
    newest_version,
    next_number,
    note,
)
from linli.cases.errors import (
    DraftChanged,
    ForcePast,
    NothingChanged,
    ProcedureFaulty,
    ProcedureInUse,
    ProcedureUnknown,
    VersionComing,
    VersionInForce,
    VersionMovedOn,
)
from linli.cases.models import Kind, Procedure, ProcedureDraft, ProcedureWithdrawal
from linli.cases.workflow import examine
from linli.people.reader import Reader

FARTHEST = timedelta(days=731)


def publish_draft(code: str, *, on: date, by: Reader, seen: int, at: datetime | None = None) -> Procedure:
    """Publish a draft as the next version. New cases begin with it from the day on: today, at once; later, at midnight.

    Cases that run keep the version they began with. Raises NotCountyAdministrator, DraftGone, DraftChanged,
    ProcedureFaulty, VersionMovedOn, VersionComing, NothingChanged, ForcePast.
    """
    moment = at or now()
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        if draft.edition != seen:
            raise DraftChanged
        problems, _ = examine(draft.content)
        if problems:
            raise ProcedureFaulty(problems)
        before = newest_version(code)
        _check_place(before, draft.base_id, draft.content, moment)
        version = _insert(code, draft.content, valid_from=_moment_of(on, moment), at=moment)
        draft.delete()
        _note("procedure.published", version, before, by)
    return version


def withdraw_version(code: str, *, by: Reader, at: datetime | None = None) -> Procedure:
    """Take back a version whose day is still to come. Its number is not given again; what it said is a draft again.

    Raises NotCountyAdministrator, ProcedureUnknown, VersionInForce, ProcedureInUse.
    """
    moment = at or now()
    with transaction.atomic():
        enter(by)
        version = newest_version(code)
        if version is None:
            raise ProcedureUnknown(procedure=code)
        if version.begins_at <= moment:
            raise VersionInForce(version=version.version)
        ProcedureWithdrawal.objects.create(procedure=version, withdrawn_at=moment)
        if newest_version(code) is None and Kind.objects.filter(procedure_code=code).exists():
            raise ProcedureInUse
        _note("procedure.withdrawn", version, version, by)
        if not ProcedureDraft.objects.filter(code=code).exists():
            begin(code, newest_version(code), version.content, by, moment)
    return version


def bring_back(code: str, *, to: int, by: Reader, at: datetime | None = None) -> Procedure:
    """Publish what a former version said as a new one, in force at once.

    Raises NotCountyAdministrator, ProcedureUnknown, VersionComing, NothingChanged, ProcedureFaulty.
    """
    moment = at or now()
    with transaction.atomic():
        enter(by)
        before = newest_version(code)
        former = Procedure.objects.filter(code=code, version=to, withdrawal=None).first()
        if before is None or former is None:
            raise ProcedureUnknown(procedure=f"{code} {to}")
        problems, _ = examine(former.content)
        if problems:
            raise ProcedureFaulty(problems)
        _check_place(before, before.id, former.content, moment)
        version = _insert(code, former.content, valid_from=moment, at=moment)
        _note("procedure.brought_back", version, before, by, to=to)
    return version


def _check_place(before: Procedure | None, base: Any, content: Content, at: datetime) -> None:
    """A version follows the one that its writer has seen, says something else, and is the only one to come."""
    if before is None:
        return
    if before.id != base:
        raise VersionMovedOn(version=before.version)
    if before.begins_at > at:
        raise VersionComing(version=before.version, day=date_format(localtime(before.begins_at), "Y-m-d"))
    if same(before.content, content):
        raise NothingChanged


def same(one: Content, other: Content) -> bool:
    """Whether two contents say the same, their version numbers aside."""
    return {**one, "version": 0} == {**other, "version": 0}


def _moment_of(on: date, at: datetime) -> datetime:
    """From when a version holds: the midnight that begins the day, or this very moment where it is today."""
    today = localtime(at).date()
    if not today <= on <= today + FARTHEST:
        raise ForcePast
    return at if on == today else datetime.combine(on, time(), get_current_timezone())


def _insert(code: str, content: Content, *, valid_from: datetime, at: datetime) -> Procedure:
    number = next_number(code)
    content = {**content, "code": code, "version": number}
    return Procedure.objects.create(
        code=code, version=number, content=content, fingerprint=fingerprint_of(content), published_at=at,
        valid_from=valid_from, is_own=True,
    )  # fmt: skip


def _note(action: str, version: Procedure, before: Procedure | None, by: Reader, **more: Any) -> None:
    """The versions themselves stand for ever, so the trail names them instead of repeating them."""
    note(
        action, version.code, by, version=version.version, begins_at=version.begins_at.isoformat(),
        before={"version": before.version} if before else None,
        after={"version": version.version} if action != "procedure.withdrawn" else None, **more,
    )  # fmt: skip
