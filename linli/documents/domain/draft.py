from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce

from linli.common.domain.outbox import leave_word
from linli.documents.holders import DRAFT
from linli.documents.models import Document
from linli.people.reader import Reader


def attach_drafts(
    basket: UUID, *, holder_kind: str, holder_id: UUID, event_seq: int | None, by: Reader
) -> list[Document]:
    """Give the files of a basket to their holder, in the transaction of the deed that they prove.

    The rows are locked first: of two that send the same form, one gets the files and the other an empty list.
    """
    with transaction.atomic():
        drafts = list(_drafts(basket).select_for_update())
        if drafts:
            # Who signed in between the photo and the form is the one who sent it.
            sender = Coalesce("uploaded_by", Value(by.actor_id, UUIDField()))
            Document.objects.filter(pk__in=[draft.pk for draft in drafts]).update(
                holder_kind=holder_kind, holder_id=holder_id, event_seq=event_seq, uploaded_by=sender
            )
    for draft in drafts:
        draft.holder_kind, draft.holder_id, draft.event_seq = holder_kind, holder_id, event_seq
        draft.uploaded_by = draft.uploaded_by or by.actor_id
    return drafts


def remove_drafts(basket: UUID, *, keeping: Collection[UUID] = (), only: UUID | None = None) -> int:
    """Take files out of a basket: one, or all but those that the form still shows. Return how many."""
    with transaction.atomic():
        drafts = _drafts(basket).exclude(pk__in=keeping)
        found = list((drafts.filter(pk=only) if only else drafts).select_for_update())
        if found:
            Document.objects.filter(pk__in=[draft.pk for draft in found]).delete()
            leave_word("documents.discard", keys=[key for draft in found for key in keys_of(draft)])
    return len(found)


def keys_of(document: Document) -> list[str]:
    return [key for key in (document.path, document.thumbnail_path) if key]


def _drafts(basket: UUID) -> QuerySet[Document]:
    return Document.objects.filter(holder_kind=DRAFT, holder_id=basket).order_by("uploaded_at", "id")
