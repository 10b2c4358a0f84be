"""What a clerk is taking down, kept while they type: whatever happens to the browser, it is found again as it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.cases.models import Case
from linli.common.setting import value_of
from linli.documents.domain.draft import remove_drafts
from linli.hall.models import CounterDraft
from linli.people.reader import Reader

KEPT = "hall.counter_drafts_kept_days"
MOST_KEPT, AT_ONCE = 40, 500  # of one clerk; the oldest give way


@dataclass(frozen=True)
class Typed:
    """What stands in the form of a window. `given`, `asked_by`: answers of the item's form and the version asking."""

    place: str
    item: str
    version: UUID
    fields: Mapping[str, str]
    ticket: UUID | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    asked_by: UUID | None = None
    basket: UUID | None = None


def keep_counter(key: str, typed: Typed, *, by: Reader, at: datetime | None = None) -> CounterDraft | None:
    """Keep what a clerk has typed so far. None where it was sent meanwhile: nothing comes back after that."""
    assert by.actor_id is not None  # staff
    said = {"fields": dict(typed.fields), "given": dict(typed.given), "asked_by": str(typed.asked_by or "")}
    with transaction.atomic():
        draft, _is_new = CounterDraft.objects.update_or_create(
            account_id=by.actor_id, key=key[:40],
            defaults={
                "place_code": typed.place, "item_code": typed.item, "version_id": typed.version, "ticket": typed.ticket,
                "basket": typed.basket, "said": json.dumps(said, ensure_ascii=False, default=str),
                "touched_at": at or now(),
            },
        )  # fmt: skip
        if Case.objects.filter(idempotency=f"{by.actor_id}:{key}").exists():
            draft.delete()
            return None
        for old in CounterDraft.objects.filter(account_id=by.actor_id).order_by("-touched_at")[MOST_KEPT:]:
            drop_counter(old)
    return draft


def typed_in(draft: CounterDraft) -> Typed:
    said = json.loads(draft.said)
    return Typed(
        draft.place_code, draft.item_code, draft.version_id, said["fields"], draft.ticket, said["given"],
        UUID(said["asked_by"]) if said["asked_by"] else None, draft.basket,
    )  # fmt: skip


def drop_counter(draft: CounterDraft) -> None:
    """Throw it away with its files."""
    with transaction.atomic():
        if draft.basket:
            remove_drafts(draft.basket)
        draft.delete()


def drop_sent(key: str, *, by: Reader) -> None:
    """Sent: its files are the matter's already."""
    assert by.actor_id is not None  # staff
    CounterDraft.objects.filter(account_id=by.actor_id, key=key[:40]).delete()


def drop_old_counters(*, at: datetime | None = None) -> int:
    """Throw away what no clerk has gone on with for as long as the county keeps it."""
    before = (at or now()) - timedelta(days=value_of(KEPT))
    old = list(CounterDraft.objects.filter(touched_at__lt=before).order_by("touched_at")[:AT_ONCE])
    for draft in old:
        drop_counter(draft)
    return len(old)
