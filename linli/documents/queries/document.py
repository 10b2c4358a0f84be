from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from linli.documents.addresses import signed_address, variant_granted
from linli.documents.enums import Variant
from linli.documents.holders import DRAFT, may_see
from linli.documents.models import Document
from linli.people.reader import Reader


def documents_of(holder_kind: str, holder_id: UUID, *, reader: Reader) -> QuerySet[Document]:
    """The files of a holder that a reader of it sees, oldest first. The right to the holder is the caller's check."""
    found = Document.objects.filter(holder_kind=holder_kind, holder_id=holder_id).order_by("uploaded_at", "id")
    if reader.is_staff or reader.is_system:
        return found
    meant = Q(is_for_reporter=True)
    return found.filter(meant if reader.actor_id is None else meant | Q(uploaded_by=reader.actor_id))


def drafts_in(basket: UUID) -> QuerySet[Document]:
    """The files that wait in a basket, oldest first."""
    return Document.objects.filter(holder_kind=DRAFT, holder_id=basket).order_by("uploaded_at", "id")


def photos_in(basket: UUID, *, reader: Reader, request: HttpRequest) -> list[tuple[str, str, str]]:
    """What waits in a basket as the photo strip shows it: number, address of the small picture, name."""
    return [
        (str(draft.id), signed_address(draft, reader=reader, request=request, variant=Variant.THUMB), draft.file_name)
        for draft in drafts_in(basket)
    ]


def document_granted(
    number: UUID, token: str, *, reader: Reader, request: HttpRequest
) -> tuple[Document, Variant] | None:
    """The document that a token opens, if the reader still has the right to its holder at this moment."""
    variant = variant_granted(number, token, reader=reader, request=request)
    if variant is None:
        return None
    document = Document.objects.filter(pk=number, erased_at__isnull=True).first()
    if document is None or not may_see(document, reader, request):
        return None
    return document, variant
