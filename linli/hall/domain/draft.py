"""Write the next version of an item: begin a draft, change it, take one in from a file, discard it."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from linli.hall.content import Content, complete
from linli.hall.domain.item import enter, lock_item, note
from linli.hall.errors import ItemDraftChanged, ItemDraftGone, ItemDraftStands
from linli.hall.models import Item, ItemDraft, ItemVersion
from linli.hall.queries.versions import content_of_row, newest_version
from linli.people.reader import Reader

Edit = Callable[[Content], Content]


def begin_draft(code: str, *, by: Reader, at: datetime | None = None) -> ItemDraft:
    """Begin to write the next version from the newest one there is, be it in force or still to come.

    Raises NotCatalogueKeeper, ItemUnknown, ItemDraftStands.
    """
    with transaction.atomic():
        enter(by)
        item = lock_item(code)
        base = newest_version(item)
        return begin(item, base, content_of_row(base) if base else complete({}), by, at)


def take_in_draft(code: str, content: Mapping[str, Any], *, by: Reader, at: datetime | None = None) -> ItemDraft | None:
    """Let what a file says become the draft of an item; a draft that stands is written over. None: it says nothing new.

    Raises NotCatalogueKeeper, ItemUnknown.
    """
    with transaction.atomic():
        enter(by)
        item, said = lock_item(code), complete(content)
        base = newest_version(item)
        draft = ItemDraft.objects.select_for_update().filter(item=item).first()
        if draft is None:
            is_new = base is None or content_of_row(base) != said
            return begin(item, base, said, by, at) if is_new else None
        return change_draft(code, lambda _content: said, by=by, seen=draft.edition, at=at)


def change_draft(
    code: str, edit: Edit, *, by: Reader, seen: int, at: datetime | None = None, of: str = ""
) -> ItemDraft:
    """Change what a draft says. `edit` gives the new content from the old; `seen` is the edition it was written against.

    Raises NotCatalogueKeeper, ItemDraftGone, ItemDraftChanged, and what the edit raises. A draft may have faults: they
    are shown beside it, and only publishing refuses them.
    """
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        if draft.edition != seen:
            raise ItemDraftChanged
        before = complete(draft.content)
        after = complete(edit(deepcopy(before)))
        if after == before:
            return draft
        draft.content, draft.edition, draft.changed_at = after, draft.edition + 1, at or now()
        draft.save(update_fields=["content", "edition", "changed_at"])
        parts = [key for key in after if before[key] != after[key]]
        note(
            "item.draft_changed", code, by, before={key: before[key] for key in parts},
            after={key: after[key] for key in parts}, **({"of": of} if of else {}),
        )  # fmt: skip
    return draft


def discard_draft(code: str, *, by: Reader) -> None:
    """Give a draft up; the trail keeps it, and it can be taken back. Raises NotCatalogueKeeper, ItemDraftGone."""
    with transaction.atomic():
        enter(by)
        draft = lock_draft(code)
        before = state_of_draft(draft)
        draft.delete()
        note("item.draft_discarded", code, by, before=before, after=None)


def lock_draft(code: str) -> ItemDraft:
    draft = ItemDraft.objects.select_for_update(of=("self",)).filter(item__code=code).select_related("item").first()
    if draft is None:
        raise ItemDraftGone
    return draft


def begin(item: Item, base: ItemVersion | None, content: Content, by: Reader, at: datetime | None) -> ItemDraft:
    if ItemDraft.objects.filter(item=item).exists():
        raise ItemDraftStands
    moment = at or now()
    draft = ItemDraft.objects.create(
        item=item, base=base, content=complete(content), began_at=moment, began_by=by.label, changed_at=moment
    )
    note("item.draft_begun", item.code, by, before=None, after=state_of_draft(draft))
    return draft


def state_of_draft(draft: ItemDraft) -> dict[str, Any]:
    """All that a draft is, as the trail keeps it, so that it can be brought back."""
    return {
        "content": draft.content, "base": str(draft.base_id) if draft.base_id else None,
        "began_at": draft.began_at.isoformat(), "began_by": draft.began_by,
    }  # fmt: skip
