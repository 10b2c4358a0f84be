from django.http import HttpRequest

from linli.documents.addresses import signed_address
from linli.documents.models import Document
from linli.mediation.models import Mediation
from linli.mediation.rules import SUBJECT
from linli.people.reader import Reader


def signed_papers(mediation: Mediation, reader: Reader, request: HttpRequest) -> list[str]:
    """The addresses of what was signed and brought in. The right to the mediation is the caller's check. One statement."""
    rows = Document.objects.filter(holder_kind=SUBJECT, holder_id=mediation.id, erased_at__isnull=True)
    return [signed_address(row, reader=reader, request=request) for row in rows.order_by("uploaded_at", "id")]
