"""Files come in one by one while a form is being written, and go out only to those who may see their holder."""

import logging
import re
from typing import cast
from uuid import UUID

from django.core.files.storage import default_storage
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import content_disposition_header
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from linli.common.cache import count_up
from linli.common.errors import Refusal
from linli.common.problems import problem
from linli.documents.addresses import signed_address
from linli.documents.domain.draft import remove_drafts
from linli.documents.domain.receiving import receive_file
from linli.documents.enums import Purpose, Variant
from linli.documents.errors import BasketForeign, FileAway, FileEmpty, TooManyUploads, UploadTooLarge
from linli.documents.holders import DRAFT
from linli.documents.models import Document
from linli.documents.owners import basket_of, basket_was_lost, is_own_basket, owner_key
from linli.documents.queries.document import document_granted
from linli.documents.rules import (
    ADDRESS_LIFE,
    FILE_MOST_BYTES,
    MEGABYTE,
    MEGABYTES_A_SESSION,
    MEGABYTES_AN_ADDRESS,
    UPLOAD_WINDOW,
    UPLOADS_A_SESSION,
    UPLOADS_AN_ADDRESS,
)
from linli.documents.uploading import CappedUpload
from linli.people.address import client_address
from linli.people.doors import ReadRequest, open_to_all

logger = logging.getLogger(__name__)

FORM_ROOM = MEGABYTE  # what a multipart body holds beside the file
PATIENCE_BYTES = 200 * MEGABYTE  # a video picked by mistake is told so; beyond this the line is cut
CHUNK_BYTES = 64 * 1024
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


# Exempt, because the check of the token would read the whole body first; `_receive` asks for the token after the
# length has been looked at.
@csrf_exempt
@require_POST
@open_to_all
def receive(request: ReadRequest) -> HttpResponse:
    """Take one file (`file`) into the basket that the address names; answers {id, name, size, thumb, url}."""
    if _length(request) > FILE_MOST_BYTES + FORM_ROOM:
        _let_pass(request)
        return _refused(UploadTooLarge(most=FILE_MOST_BYTES // MEGABYTE))
    request.upload_handlers = [
        CappedUpload(request), MemoryFileUploadHandler(request), TemporaryFileUploadHandler(request),
    ]  # fmt: skip
    return _receive(request)


@csrf_protect
def _receive(request: ReadRequest) -> HttpResponse:
    try:
        _count(request)
        if basket_was_lost(request):
            raise BasketForeign
        upload = request.FILES.get("file")
        if upload is None:
            raise FileEmpty(name="–")
        document = receive_file(upload, basket=basket_of(request), by=request.reader, purpose=_purpose(request))
    except Refusal as refusal:
        return _refused(refusal)
    return JsonResponse(
        {
            "id": str(document.id),
            "name": document.file_name,
            "size": document.size,
            "thumb": signed_address(document, reader=request.reader, request=request, variant=Variant.THUMB),
            "url": signed_address(document, reader=request.reader, request=request),
        },
        status=201,
    )


@require_POST
@open_to_all
def remove(request: ReadRequest, document_id: UUID) -> HttpResponse:
    """Take a file out of one's own basket. What is attached is erased by the verbs of its holder."""
    document = Document.objects.filter(pk=document_id, holder_kind=DRAFT).first()
    if document is None or not is_own_basket(document.holder_id, request):
        raise Http404
    remove_drafts(document.holder_id, only=document.id)
    return HttpResponse(status=204)


@require_safe
@open_to_all
def show(request: ReadRequest, document_id: UUID, name: str) -> HttpResponse:  # noqa: ARG001  (the browser's, to save by)
    """Give the file to whom the address was given and who still has the right to its holder; else it is not there."""
    granted = document_granted(document_id, request.GET.get("t", ""), reader=request.reader, request=request)
    if granted is None:
        raise Http404
    document, variant = granted
    etag = f'"{document.sha256}"' if variant is Variant.FULL else f'"{document.sha256}-thumb"'
    response = get_conditional_response(request, etag=etag) or _opened(
        document, variant, request.headers.get("Range", "")
    )
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={int(ADDRESS_LIFE.total_seconds())}"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


def _opened(document: Document, variant: Variant, asked: str) -> HttpResponse:
    try:
        file = default_storage.open(document.path if variant is Variant.FULL else document.thumbnail_path)
    except FileNotFoundError as error:
        logger.exception("document %s has lost its file", document.id)
        raise Http404 from error
    except Exception as error:  # each kind of store is away in its own way
        logger.exception("document %s could not be fetched from the store", document.id)
        raise FileAway(name=document.file_name) from error
    media_type = document.media_type if variant is Variant.FULL else "image/webp"
    if document.is_voice:
        with file:
            return _played(file.read(), document, asked)
    answer = FileResponse(
        file, content_type=media_type, filename=document.file_name, as_attachment=not document.is_picture
    )
    return cast(HttpResponse, answer)  # a sibling of HttpResponse; the doors and the headers treat them alike


def _played(data: bytes, document: Document, asked: str) -> HttpResponse:
    """A voice note, whole or from a place on: players of some phones ask for the first two bytes and for nothing else."""
    answer = HttpResponse(data, content_type=document.media_type)
    found = re.fullmatch(r"bytes=(\d{1,9})-(\d{0,9})", asked)
    if found and int(found[1]) < len(data):
        first, last = int(found[1]), min(int(found[2] or len(data)), len(data) - 1)
        answer = HttpResponse(data[first : last + 1], content_type=document.media_type, status=206)
        answer["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    answer["Accept-Ranges"] = "bytes"
    answer["Content-Disposition"] = content_disposition_header(True, document.file_name)
    return answer


def _count(request: ReadRequest) -> None:
    """A session may send so many files and megabytes, and so may the sessions of one network address together.

    The address itself is not kept.
    """
    who = owner_key(request.reader, request)
    where = client_address(request)
    megabytes = _length(request) // MEGABYTE + 1
    for kind, value, most, most_megabytes in (
        ("s", who, UPLOADS_A_SESSION, MEGABYTES_A_SESSION), ("a", where, UPLOADS_AN_ADDRESS, MEGABYTES_AN_ADDRESS),
    ):  # fmt: skip
        sealed = salted_hmac("linli.documents.count", value, algorithm="sha256").hexdigest()
        sent = count_up(f"files:{kind}:{sealed}", window=UPLOAD_WINDOW)
        weight = count_up(f"megabytes:{kind}:{sealed}", window=UPLOAD_WINDOW, by=megabytes)
        if sent > most or weight > most_megabytes:
            raise TooManyUploads(minutes=int(UPLOAD_WINDOW.total_seconds() // 60))


def _refused(refusal: Refusal) -> HttpResponse:
    response = problem(refusal.status, refusal.code, str(refusal))
    if refusal.status == 429:
        response["Retry-After"] = str(int(UPLOAD_WINDOW.total_seconds()))
    return response


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH", "")
    return int(length) if length.isdecimal() else 0


def _let_pass(request: HttpRequest) -> None:
    """Read past a body without keeping it: a browser cut off in mid-sending never shows the answer."""
    if _length(request) <= PATIENCE_BYTES:
        while request.read(CHUNK_BYTES):
            pass


def _purpose(request: HttpRequest) -> str:
    asked = request.GET.get("purpose", "")
    # An official paper is issued, never sent in.
    return asked if asked in Purpose.values and asked != Purpose.OFFICIAL else Purpose.EVIDENCE
