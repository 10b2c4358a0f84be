from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.common.domain.outbox import leave_word
from linli.documents.domain.draft import keys_of
from linli.documents.errors import AlreadyErased, NotErasable
from linli.documents.models import Document, Paper
from linli.documents.rules import may_erase
from linli.people.reader import Reader

REASON_MOST = 200


def erase_document(document: Document, *, by: Reader, reason: str, at: datetime | None = None) -> Document:
    """Erase a file for good (个人信息保护法 47). Its row stays, with its hash, so that the history still adds up.

    The files go right after the commit. Raises NotErasable, AlreadyErased.
    """
    moment = at or now()
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if not may_erase(by):
            raise NotErasable
        if locked.is_erased:
            raise AlreadyErased
        keys = keys_of(locked)
        locked.path = locked.thumbnail_path = locked.file_name = ""
        locked.erased_at, locked.erased_reason = moment, reason[:REASON_MOST]
        locked.save(update_fields=["path", "thumbnail_path", "file_name", "erased_at", "erased_reason"])
        note_deed(
            "document.erased", by=by, subject_kind=locked.holder_kind, subject_id=locked.holder_id,
            document=str(locked.id), reason=reason[:REASON_MOST],
        )  # fmt: skip
        leave_word("documents.discard", keys=keys)
    document.__dict__.update({name: value for name, value in locked.__dict__.items() if name != "_state"})
    return document


def erase_all_of(holder_kind: str, holder_id: UUID, *, by: Reader, reason: str, at: datetime | None = None) -> int:
    """Erase every file of a holder; harmless the second time. Return how many."""
    standing = Document.objects.filter(holder_kind=holder_kind, holder_id=holder_id, erased_at__isnull=True)
    with transaction.atomic():
        # What papers would have said and nobody has made into files yet is not made any more.
        Paper.objects.filter(holder_kind=holder_kind, holder_id=holder_id).exclude(sheet="").update(sheet="")
        found = list(standing.select_for_update().order_by("id"))
        for document in found:
            erase_document(document, by=by, reason=reason, at=at)
    return len(found)
