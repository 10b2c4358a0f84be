"""Take a change of the catalogue back: of a draft word by word, of a version by recall or by the former one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.hall.domain.draft import change_draft, discard_draft, lock_draft, state_of_draft
from linli.hall.domain.item import SUBJECT, change_item, enter, lock_item, note, restore_item, state_of, withdraw_item
from linli.hall.domain.publication import bring_back, recall_version
from linli.hall.errors import ItemDraftStands
from linli.hall.models import Item, ItemDraft, ItemVersion
from linli.hall.queries.versions import newest_version
from linli.people.reader import Reader


def take_back_item(entry: AuditEntry, *, by: Reader) -> None:
    """Let an item or its draft be as it was before a change, where nothing has come since.

    Raises NotTakenBack, ChangedSince, NotCatalogueKeeper, and what recalling or bringing back raises.
    """
    deeds = {
        "item.changed": _undo_change, "item.withdrawn": _undo_withdrawal, "item.restored": _undo_restoring,
        "item.draft_changed": _undo_draft, "item.draft_begun": _undo_beginning,
        "item.draft_discarded": _undo_discarding, "item.published": _undo_publication,
        "item.brought_back": _undo_publication,
    }  # fmt: skip
    if entry.subject_kind != SUBJECT or entry.action not in deeds:
        raise NotTakenBack
    with transaction.atomic():
        enter(by)
        if not is_fresh(entry, lock_item(entry.subject_id)):
            raise ChangedSince
        deeds[entry.action](entry, by)


def is_fresh(entry: AuditEntry, item: Item) -> bool:
    """Whether nothing has come since a change, so that it can be taken back. At most two statements."""
    action, before, after = entry.action, entry.detail.get("before"), entry.detail.get("after")
    if action == "item.changed":
        here = state_of(item)
        return all(here.get(name) == value for name, value in after.items())
    if action == "item.withdrawn":
        return item.withdrawn_at is not None and item.reason == after["reason"]
    if action == "item.restored":
        return item.withdrawn_at is None
    if action in ("item.published", "item.brought_back"):
        return _is_last(newest_version(item), entry)
    draft = ItemDraft.objects.filter(item=item).first()
    if action == "item.draft_discarded":
        newest = newest_version(item)
        return draft is None and bool(before["base"] == (str(newest.id) if newest else None))
    if draft is None:
        return False
    if action == "item.draft_begun":
        return bool(state_of_draft(draft) == after)
    return action == "item.draft_changed" and all(draft.content.get(key) == value for key, value in after.items())


def _is_last(newest: ItemVersion | None, entry: AuditEntry) -> bool:
    if newest is None or newest.number != entry.detail["version"]:
        return False
    return entry.detail["before"] is not None or newest.valid_from > localdate()


def _undo_change(entry: AuditEntry, by: Reader) -> None:
    change_item(entry.subject_id, entry.detail["before"], by=by, of=str(entry.id))


def _undo_withdrawal(entry: AuditEntry, by: Reader) -> None:
    restore_item(entry.subject_id, by=by, of=str(entry.id))


def _undo_restoring(entry: AuditEntry, by: Reader) -> None:
    withdraw_item(entry.subject_id, reason=entry.detail["before"]["reason"], by=by, of=str(entry.id))


def _undo_draft(entry: AuditEntry, by: Reader) -> None:
    before: dict[str, Any] = entry.detail["before"]
    draft = lock_draft(entry.subject_id)
    change_draft(entry.subject_id, lambda content: content | before, by=by, seen=draft.edition, of=str(entry.id))


def _undo_beginning(entry: AuditEntry, by: Reader) -> None:
    discard_draft(entry.subject_id, by=by)


def _undo_discarding(entry: AuditEntry, by: Reader) -> None:
    former = entry.detail["before"]
    item = lock_item(entry.subject_id)
    if ItemDraft.objects.filter(item=item).exists():
        raise ItemDraftStands
    draft = ItemDraft.objects.create(
        item=item, base_id=UUID(former["base"]) if former["base"] else None, content=former["content"],
        began_at=datetime.fromisoformat(former["began_at"]), began_by=former["began_by"], changed_at=now(),
    )  # fmt: skip
    note("item.draft_begun", item.code, by, before=None, after=state_of_draft(draft), of=str(entry.id))


def _undo_publication(entry: AuditEntry, by: Reader) -> None:
    """Before its day a version is recalled; after it, what held before is published anew."""
    newest = newest_version(lock_item(entry.subject_id))
    if newest is None:
        raise ChangedSince
    if newest.valid_from > localdate():
        recall_version(entry.subject_id, by=by)
    else:
        bring_back(entry.subject_id, to=entry.detail["before"]["version"], by=by)
