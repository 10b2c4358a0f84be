"""Drafts: what was uploaded before there was anything to hold it."""

from uuid import UUID

from linli.documents.models import Document
from linli.people.reader import Reader


def attach_drafts(
    basket: UUID, *, holder_kind: str, holder_id: UUID, event_seq: int | None, by: Reader
) -> list[Document]:
    """Give the documents of an upload basket to their holder, inside the verb's transaction; return them."""
    found = list(Document.objects.select_for_update().filter(holder_kind="draft", holder_id=basket).order_by("uploaded_at"))
    if found:
        Document.objects.filter(id__in=[document.id for document in found]).update(
            holder_kind=holder_kind, holder_id=holder_id, event_seq=event_seq
        )
    return found
