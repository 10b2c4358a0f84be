"""Publish a draft with a note and a day, withdraw it before that day, bring a former version back after it."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localtime, now

from linli.forms.domain.draft import Content, begin, enter, lock_draft, newest_version, note
from linli.forms.errors import (
    FormDraftChanged,
    FormFaulty,
    FormForcePast,
    FormNothingChanged,
    FormUnknown,
    FormVersionComing,
    FormVersionInForce,
    FormVersionMovedOn,
)
from linli.forms.models import Form, FormDraft, FormVersion, FormWithdrawal
from linli.forms.problem import ShapeFaulty
from linli.forms.reading import read_shape
from linli.forms.rules import FARTHEST
from linli.forms.writing import fingerprint_of, schema_of
from linli.people.reader import Reader


def publish_draft(
    code: str, *, on: date, words: str = "", by: Reader, seen: int, at: datetime | None = None
) -> FormVersion:
    """Publish a draft as the next version. It is asked from the day on: today, at once; later, from midnight.

    What was sent before keeps its version; what is being filled in is carried over. Raises NotAdministrator,
    FormDraftGone, FormDraftChanged, FormFaulty, FormVersionMovedOn, FormVersionComing, FormNothingChanged, FormForcePast.
    """
    moment = at or now()
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        if draft.edition != seen:
            raise FormDraftChanged
        whole = _whole(draft.content)
        before = newest_version(code)
        _check_place(before, draft.base_id, whole, moment)
        version = insert_version(code, whole, words=words, valid_from=_moment_of(on, moment), at=moment, by=by.label)
        draft.delete()
        _note("form.published", version, before, by, words=version.note)
    return version


def withdraw_version(code: str, *, by: Reader, at: datetime | None = None) -> FormVersion:
    """Take back a version whose day is still to come; what it asks is a draft again.

    Raises NotAdministrator, FormUnknown, FormVersionInForce.
    """
    moment = at or now()
    with transaction.atomic():
        enter(by)
        version = newest_version(code)
        if version is None:
            raise FormUnknown(form=code)
        if version.begins_at <= moment:
            raise FormVersionInForce(number=version.number)
        FormWithdrawal.objects.create(version=version, withdrawn_at=moment)
        _note("form.withdrawn", version, version, by)
        if not FormDraft.objects.filter(code=code).exists():
            begin(code, newest_version(code), version.content, by, moment)
    return version


def bring_back(code: str, *, to: int, by: Reader, at: datetime | None = None) -> FormVersion:
    """Publish what a former version asked as a new one, at once.

    Raises NotAdministrator, FormUnknown, FormVersionComing, FormNothingChanged, FormFaulty.
    """
    moment = at or now()
    with transaction.atomic():
        enter(by)
        before = newest_version(code)
        former = FormVersion.objects.filter(form__code=code, number=to, withdrawal=None).first()
        if before is None or former is None:
            raise FormUnknown(form=f"{code} {to}")
        whole = _whole(former.content)
        _check_place(before, before.id, whole, moment)
        version = insert_version(code, whole, words=former.note, valid_from=moment, at=moment, by=by.label)
        _note("form.brought_back", version, before, by, to=to)
    return version


def insert_version(
    code: str, whole: Content, *, words: str, valid_from: datetime, at: datetime, by: str, is_own: bool = True
) -> FormVersion:
    """Write the next version, its schema checked and in its one form. No number is given twice."""
    title = str(whole["title"])
    form, is_new = Form.objects.get_or_create(code=code, defaults={"title": title, "made_at": at})
    if not is_new and form.title != title:
        Form.objects.filter(id=form.id).update(title=title)
    number = (form.versions.aggregate(newest=Max("number"))["newest"] or 0) + 1
    return FormVersion.objects.create(
        form=form, number=number, content=whole, fingerprint=fingerprint_of(whole), note=words.strip()[:300],
        published_at=at, valid_from=valid_from, by=by, is_own=is_own,
    )  # fmt: skip


def _whole(content: Any) -> Content:
    try:
        return schema_of(read_shape(content))
    except ShapeFaulty as error:
        raise FormFaulty(error.problems) from None


def _check_place(before: FormVersion | None, base: Any, whole: Content, at: datetime) -> None:
    """A version follows the one that its writer has seen, asks something else, and is the only one to come."""
    if before is None:
        return
    if before.id != base:
        raise FormVersionMovedOn(number=before.number)
    if before.begins_at > at:
        raise FormVersionComing(number=before.number, day=date_format(localtime(before.begins_at), "Y-m-d"))
    if before.fingerprint == fingerprint_of(whole):
        raise FormNothingChanged


def _moment_of(on: date, at: datetime) -> datetime:
    """From when a version is asked: the midnight that begins the day, or this very moment where it is today."""
    today = localtime(at).date()
    if not today <= on <= today + FARTHEST:
        raise FormForcePast
    return at if on == today else datetime.combine(on, time(), get_current_timezone())


def _note(action: str, version: FormVersion, before: FormVersion | None, by: Reader, **more: Any) -> None:
    """The versions themselves stand for ever, so the trail names them instead of repeating them."""
    note(
        action, version.form.code, by, number=version.number, begins_at=version.begins_at.isoformat(),
        before={"number": before.number} if before else None,
        after={"number": version.number} if action != "form.withdrawn" else None, **more,
    )  # fmt: skip
