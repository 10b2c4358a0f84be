"""Publish a draft with a date, take it back before that date, bring a former version back after it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate, now

from linli.common.calendar import Limit
from linli.hall.content import LIMITS, Content, complete, faults
from linli.hall.domain.draft import begin, lock_draft
from linli.hall.domain.item import enter, lock_item, note
from linli.hall.errors import (
    ItemDayPast,
    ItemDraftChanged,
    ItemFaulty,
    ItemMovedOn,
    ItemUnchanged,
    ItemUnknown,
    ItemVersionComing,
    ItemVersionHolds,
)
from linli.hall.models import Item, ItemDraft, ItemVersion, Material, Recall
from linli.hall.queries.codes import code_fault, code_fault_in_file
from linli.hall.queries.fitting import known_answers
from linli.hall.queries.versions import content_of_row, newest_version
from linli.people.reader import Reader

FARTHEST = timedelta(days=731)


def publish_draft(code: str, *, on: date, note_words: str = "", by: Reader, seen: int) -> ItemVersion:
    """Publish a draft as the next version; it holds from a day on. Applications keep the version they began with.

    Raises NotCatalogueKeeper, ItemDraftGone, ItemDraftChanged, ItemFaulty, ItemMovedOn, ItemVersionComing,
    ItemUnchanged, ItemDayPast.
    """
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        item = draft.item
        if draft.edition != seen:
            raise ItemDraftChanged
        content = complete(draft.content)
        check_content(content)
        before = newest_version(item)
        _check_place(before, draft.base_id, content)
        if not localdate() <= on <= localdate() + FARTHEST:
            raise ItemDayPast
        draft.delete()  # first, because it leans on the version it grew from
        version = write_version(item, content, on=on, words=note_words, by=by)
        _note("item.published", item, version, before, by)
    return version


def recall_version(code: str, *, by: Reader, at: datetime | None = None) -> ItemVersion:
    """Take back a version whose day is still to come. Its number is not given again; what it said is a draft again.

    Raises NotCatalogueKeeper, ItemUnknown, ItemVersionHolds.
    """
    with transaction.atomic():
        enter(by)
        item = lock_item(code)
        version = newest_version(item)
        if version is None:
            raise ItemUnknown(item=code)
        if version.valid_from <= localdate():
            raise ItemVersionHolds(version=version.number)
        Recall.objects.create(version=version, at=at or now())
        note("item.recalled", code, by, version=version.number, before={"version": version.number}, after=None)
        if not ItemDraft.objects.filter(item=item).exists():
            begin(item, newest_version(item), content_of_row(version), by, at)
    return version


def bring_back(code: str, *, to: int, by: Reader) -> ItemVersion:
    """Publish what a former version said as a new one, from today on.

    Raises NotCatalogueKeeper, ItemUnknown, ItemVersionComing, ItemUnchanged, ItemFaulty.
    """
    with transaction.atomic():
        enter(by)
        item = lock_item(code)
        before, former = newest_version(item), ItemVersion.objects.filter(item=item, number=to, recall=None).first()
        if before is None or former is None:
            raise ItemUnknown(item=f"{code} {to}")
        content = content_of_row(former)
        check_content(content)
        _check_place(before, before.id, content)
        version = write_version(item, content, on=localdate(), words=former.note, by=by)
        _note("item.brought_back", item, version, before, by, to=to)
    return version


def check_content(content: Content, *, from_file: bool = False) -> None:
    """Raise ItemFaulty where a content cannot be published here. `from_file`: its form may come after it."""
    check = code_fault_in_file if from_file else code_fault
    found = faults(content, code_fault=check, answers=known_answers())
    if found:
        raise ItemFaulty(found)


def write_version(
    item: Item, content: Content, *, on: date, words: str = "", by: Reader, is_invented: bool = False
) -> ItemVersion:
    """Store a content that holds together as the next version, with its papers."""
    newest = ItemVersion.objects.filter(item=item).aggregate(newest=Max("number"))["newest"] or 0
    version = ItemVersion.objects.create(
        item=item, number=newest + 1, valid_from=on, note=words.strip()[:300], published_at=now(),
        published_by=by.label, is_invented=is_invented, **columns_of(content),
    )  # fmt: skip
    Material.objects.bulk_create(materials_of(version, content))
    return version


def columns_of(content: Content) -> dict[str, Any]:
    """A content as the columns of its version."""
    said = {key: value for key, value in content.items() if key not in (*LIMITS, "materials")}
    for key in LIMITS:
        limit = Limit.parse(content[key]) if content[key] else None
        said[f"{key}_amount"] = limit.amount if limit else None
        said[f"{key}_unit"] = str(limit.unit) if limit else ""
    return said


def materials_of(version: ItemVersion, content: Content) -> list[Material]:
    return [Material(version=version, position=at, **row) for at, row in enumerate(content["materials"])]


def _check_place(before: ItemVersion | None, base: Any, content: Content) -> None:
    """A version follows the one that its writer has seen, says something else, and is the only one to come."""
    if before is None:
        return
    if before.id != base:
        raise ItemMovedOn(version=before.number)
    if before.valid_from > localdate():
        raise ItemVersionComing(version=before.number, day=before.valid_from.isoformat())
    if content_of_row(before) == content:
        raise ItemUnchanged


def _note(action: str, item: Item, version: ItemVersion, before: ItemVersion | None, by: Reader, **more: Any) -> None:
    """The versions themselves stand for ever, so the trail names them instead of repeating them."""
    if not item.is_set_here:
        item.is_set_here = True
        item.save(update_fields=["is_set_here"])
    note(
        action, item.code, by, version=version.number, valid_from=version.valid_from.isoformat(),
        before={"version": before.number} if before else None, after={"version": version.number}, **more,
    )  # fmt: skip
