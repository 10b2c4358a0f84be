"""What the pages of petitions do alike."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from linli.common.ids import uuid7
from linli.common.surfaces import portal_navigation
from linli.documents.addresses import signed_address
from linli.documents.domain.receiving import receive_plain
from linli.documents.enums import Purpose
from linli.documents.models import Document
from linli.documents.queries.paper import papers_of
from linli.people.doors import ReadRequest
from linli.petitions.forms.fields import RefusingForm
from linli.petitions.models import Petition
from linli.petitions.queries.history import paper_titles
from linli.petitions.queries.opened import Opened, find
from linli.petitions.rules import LETTER, SUBJECT, URGED


def private(response: HttpResponse) -> HttpResponse:
    """The browser keeps no copy."""
    patch_cache_control(response, private=True, no_store=True)
    return response


def for_residents(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    frame = {"portal_navigation": portal_navigation(request, "mine")}
    return private(render(request, template, frame | context, status=status))


def at_desk(request: ReadRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return private(render(request, template, context, status=status))


def opened_or_404(request: ReadRequest, number: str) -> Opened:
    found = find(number, request.reader)
    if found is None:
        raise Http404
    return found


def seq_of(request: ReadRequest) -> int | None:
    """The event after which the page was drawn, so that nothing is done upon what has changed since."""
    text = request.POST.get("seq", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def fresh_key() -> str:
    return uuid4().hex


def basket_with(request: ReadRequest, form: RefusingForm) -> UUID | None:
    """The basket of the files that came with a form; those that are refused are named, and the form is not sent."""
    uploads: list[Any] = request.FILES.getlist("files")
    if not uploads:
        return None
    basket = uuid7()
    received = receive_plain(uploads, basket, request.reader, purpose=Purpose.ATTACHMENT)
    for name, refusal in received.refused:
        form.add_error(None, f"{name}: {refusal}")
    return basket


def files_of(petition: Petition, request: ReadRequest) -> list[tuple[str, str]]:
    """What came in, by name and address. The right to it is the caller's check. One statement."""
    rows = Document.objects.filter(holder_kind=LETTER, holder_id=petition.id, erased_at__isnull=True)
    came = rows.exclude(purpose=Purpose.OFFICIAL).order_by("uploaded_at", "id")
    return [(row.file_name, signed_address(row, reader=request.reader, request=request)) for row in came]


def papers(petition: Petition, *, with_receipt: bool = True, with_urging: bool = False) -> list[Any]:
    """The papers of a petition with what each is, the oldest first; the receipt holds what was said. Four statements at most."""
    receipt = papers_of(LETTER, petition.id) if with_receipt else []
    between = papers_of(URGED, petition.id) if with_urging else []
    issued = sorted([*receipt, *papers_of(SUBJECT, petition.id), *between], key=lambda one: one.paper.issued_at)
    titles = paper_titles(petition, [one.paper.event_seq for one in issued])
    return [(one, titles.get(one.paper.event_seq, one.title)) for one in issued]
