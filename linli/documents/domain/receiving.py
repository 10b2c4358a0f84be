import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.files import File
from django.db import connection, transaction
from django.utils.timezone import now

from linli.common.errors import Refusal
from linli.common.ids import uuid7
from linli.documents import papers, pictures, store, voices
from linli.documents.enums import Purpose
from linli.documents.errors import FileEmpty, FileTooLarge, FileTypeRefused, TooManyFiles
from linli.documents.holders import DRAFT
from linli.documents.models import Document
from linli.documents.names import clean_name, shown_name
from linli.documents.rules import FILE_MOST_BYTES, MEGABYTE, MOST_FILES, PHOTO_MOST_BYTES, is_shown_to_reporter
from linli.documents.sniffing import HEAD_BYTES, content_of
from linli.documents.voices import VOICE_MOST_BYTES
from linli.people.reader import Reader

logger = logging.getLogger(__name__)
type Upload = File[bytes]


@dataclass(frozen=True)
class Prepared:
    """What is stored of an upload."""

    data: bytes
    extension: str
    media_type: str
    width: int | None = None
    height: int | None = None
    thumbnail: bytes = b""


@dataclass(frozen=True)
class Received:
    """What became of the files of one form: those kept, and those refused with the reason."""

    kept: list[Document] = field(default_factory=list)
    refused: list[tuple[str, Refusal]] = field(default_factory=list)


def receive_file(
    upload: Upload, *, basket: UUID, by: Reader, at: datetime | None = None, purpose: str = Purpose.EVIDENCE
) -> Document:
    """Take a file into the basket of a form, before its holder exists.

    Raises FileEmpty, FileTooLarge, FileTypeRefused (with HeicRefused, FileDamaged, MacrosRefused), ImageTooLarge,
    TooManyFiles, StoreAway. The file is written before its row commits: a row always has its file, and a file
    without a row is swept.
    """
    _refuse_full(basket)
    return _take(upload, prepare(upload), basket, by, at or now(), purpose)


def _take(upload: Upload, ready: Prepared, basket: UUID, by: Reader, moment: datetime, purpose: str) -> Document:
    number = uuid7()
    key = store.key_of(number, moment)
    name = clean_name(upload.name or "", ready.extension)
    document = Document(
        id=number, holder_kind=DRAFT, holder_id=basket, purpose=Purpose(purpose), file_name=name,
        media_type=ready.media_type, size=len(ready.data), sha256=hashlib.sha256(ready.data).hexdigest(),
        width=ready.width, height=ready.height, path=key,
        thumbnail_path=key + store.THUMBNAIL if ready.thumbnail else "",
        uploaded_by=by.actor_id, uploaded_at=moment, is_for_reporter=is_shown_to_reporter(purpose, by),
    )  # fmt: skip
    try:
        store.keep(document.path, ready.data, name=name)
        if ready.thumbnail:
            store.keep(document.thumbnail_path, ready.thumbnail, name=name)
        with transaction.atomic():
            _lock_basket(basket)
            _refuse_full(basket)
            document.save(force_insert=True)
    except BaseException:
        _undo(document)
        raise
    return document


def receive_voice(upload: Upload, *, basket: UUID, by: Reader, at: datetime | None = None) -> Document:
    """Take a voice note into a basket, as it came. Raises FileEmpty, FileTooLarge, FileTypeRefused, TooManyFiles, StoreAway."""
    return _take(upload, _prepare_voice(upload), basket, by, at or now(), Purpose.EVIDENCE)


def receive_plain(
    uploads: Iterable[Upload], basket: UUID, by: Reader, *, at: datetime | None = None, purpose: str = Purpose.EVIDENCE
) -> Received:
    """Take the files that came with a form; what is refused is named with its reason and does not stop the others."""
    received = Received()
    for upload in uploads:
        try:
            received.kept.append(receive_file(upload, basket=basket, by=by, at=at, purpose=purpose))
        except Refusal as refusal:
            received.refused.append((shown_name(upload.name or ""), refusal))
    return received


def prepare(upload: Upload) -> Prepared:
    """Look at an upload and return what is stored of it. A file that is too large is refused before it is read."""
    name = shown_name(upload.name or "")
    if upload.size == 0:
        raise FileEmpty(name=name)
    if upload.size > FILE_MOST_BYTES:
        raise FileTooLarge(name=name, most=FILE_MOST_BYTES // MEGABYTE)
    upload.seek(0)
    content = content_of(upload.read(HEAD_BYTES))
    if content is None:
        raise FileTypeRefused(name=name)
    if content.is_picture and upload.size > PHOTO_MOST_BYTES:
        raise FileTooLarge(name=name, most=PHOTO_MOST_BYTES // MEGABYTE)
    upload.seek(0)
    data = upload.read()
    if content.is_picture:
        drawn = pictures.redraw(data, content, name=name)
        return Prepared(drawn.data, drawn.extension, drawn.media_type, drawn.width, drawn.height, drawn.thumbnail)
    extension, media_type = papers.checked(data, content, name=name)
    return Prepared(data, extension, media_type)


def _prepare_voice(upload: Upload) -> Prepared:
    name = shown_name(upload.name or "")
    if not upload.size:
        raise FileEmpty(name=name)
    if upload.size > VOICE_MOST_BYTES:
        raise FileTooLarge(name=name, most=VOICE_MOST_BYTES // MEGABYTE)
    upload.seek(0)
    data = upload.read()
    extension, media_type = voices.checked(data, name=name)
    return Prepared(data, extension, media_type)


def _refuse_full(basket: UUID) -> None:
    if Document.objects.filter(holder_kind=DRAFT, holder_id=basket).count() >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)


def _lock_basket(basket: UUID) -> None:
    """Files of one form arrive side by side; they are counted one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [basket.int % 2**63])


def _undo(document: Document) -> None:
    try:
        store.discard(document.path, document.thumbnail_path)
    except Exception:  # the sweep finds it
        logger.warning("a file without a row is left in the store: %s", document.path)
