import hashlib
import shutil
from datetime import UTC, datetime

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import UploadedFile

from linli.documents.domain.receiving import receive_file, receive_plain
from linli.documents.errors import (
    FileDamaged,
    FileEmpty,
    FileTooLarge,
    FileTypeRefused,
    HeicRefused,
    ImageTooLarge,
    StoreAway,
    TooManyFiles,
)
from linli.documents.models import Document
from linli.documents.papers import EXCEL, WORD
from linli.documents.rules import LEAST_FREE, MOST_FILES
from linli.people.reader import ANONYMOUS, reader_of
from tests.documents import files
from tests.documents.conftest import BASKET

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 4, 40, tzinfo=UTC)


class Huge:
    """Fifty megabytes that fail the test when somebody reads them."""

    def __init__(self, head=b""):
        self.head = head

    def seek(self, place):
        return place

    def read(self, most=-1):
        assert 0 < most <= 8192, "read whole"
        return self.head


def huge(megabytes, head=b"", name="大照片.jpg"):
    return UploadedFile(Huge(head), name, "image/jpeg", megabytes * 1024 * 1024)


def receive(data, name="照片.jpg", by=ANONYMOUS, **more):
    return receive_file(files.upload(data, name), basket=BASKET, by=by, at=AT, **more)


@pytest.mark.parametrize(
    ("data", "name", "kept_name", "media_type", "sized"),
    [
        (files.jpeg(), "灯 💡.jpeg", "灯 💡.jpg", "image/jpeg", (80, 40)),
        (files.png(), "a.png", "a.jpg", "image/jpeg", (80, 40)),
        (files.see_through_png(), "a.png", "a.png", "image/png", (80, 40)),
        (files.encoded(files.halves(), "WEBP"), "../a.webp", "a.jpg", "image/jpeg", (80, 40)),
        (files.encoded(files.halves(), "GIF"), "a.gif", "a.png", "image/png", (80, 40)),
        (files.pdf(), "报告.pdf", "报告.pdf", "application/pdf", (None, None)),
        (files.DOCX, "b.docx", "b.docx", WORD[1], (None, None)),
        (files.XLSX, "b.exe", "b.xlsx", EXCEL[1], (None, None)),
    ],
)  # fmt: skip
def test_a_good_file_is_kept_as_a_draft(data, name, kept_name, media_type, sized, stored):
    document = receive(data, name)

    kept = Document.objects.get()
    assert kept == document
    assert (kept.holder_kind, kept.holder_id, kept.event_seq) == ("draft", BASKET, None)
    assert (kept.file_name, kept.media_type, (kept.width, kept.height)) == (kept_name, media_type, sized)
    assert (kept.uploaded_by, kept.uploaded_at, kept.purpose) == (None, AT, "evidence")
    assert kept.path == f"350181/2026/11/{kept.id}"
    assert stored() == sorted(filter(None, [kept.path, kept.thumbnail_path]))
    assert bool(kept.thumbnail_path) is kept.is_picture


@pytest.mark.parametrize("data", [files.telling_jpeg(), files.see_through_png(), files.pdf(), files.DOCX])
def test_the_hash_and_size_are_those_of_the_stored_bytes(data):
    document = receive(data)

    with default_storage.open(document.path) as file:
        there = file.read()
    assert (document.sha256, document.size) == (hashlib.sha256(there).hexdigest(), len(there))


def test_a_paper_is_stored_as_it_came():
    document = receive(files.pdf(), "a.pdf")

    with default_storage.open(document.path) as file:
        assert file.read() == files.pdf()


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"", "空.jpg", FileEmpty),
        (files.HTML, "page.png", FileTypeRefused),
        (files.SVG, "drawing.svg", FileTypeRefused),
        (b"words", "words.txt", FileTypeRefused),
        (b"GIF89a" + files.HTML, "both.gif", FileTypeRefused),
        (files.HEIC, "IMG_1.HEIC", HeicRefused),
        (files.jpeg((900, 600))[:2000], "half.jpg", FileDamaged),
        (files.pixel_bomb(), "bomb.png", ImageTooLarge),
        (files.DOCX[:-40], "half.docx", FileDamaged),
    ],
)
def test_a_bad_file_is_refused_by_name_and_leaves_nothing(data, name, refusal, stored):
    with pytest.raises(refusal) as refused:
        receive(data, name)

    assert type(refused.value) is refusal
    assert name in str(refused.value)
    assert stored() == []
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("megabytes", "head"), [(50, files.jpeg()), (31, b"%PDF-1.7"), (21, files.jpeg()), (21, files.png())]
)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(megabytes, head):
    with pytest.raises(FileTooLarge) as refused:
        receive_file(huge(megabytes, head), basket=BASKET, by=ANONYMOUS)

    assert (refused.value.code, refused.value.status) == ("file_too_large", 413)


def test_a_form_carries_nine_files():
    for _ in range(MOST_FILES):
        receive(files.pdf(), "a.pdf")

    with pytest.raises(TooManyFiles):
        receive(files.pdf(), "a.pdf")

    assert Document.objects.count() == MOST_FILES


def test_of_the_files_of_a_form_the_good_ones_are_kept_and_the_others_named():
    sent = [files.upload(files.jpeg(), "好.jpg"), files.upload(b"", "空.jpg"), files.upload(files.HTML, "网页.png"),
            huge(50), files.upload(files.pdf(), "材料.pdf")]  # fmt: skip

    received = receive_plain(sent, BASKET, ANONYMOUS, at=AT)

    assert [document.file_name for document in received.kept] == ["好.jpg", "材料.pdf"]
    assert [(name, refusal.code) for name, refusal in received.refused] == [
        ("空.jpg", "file_empty"), ("网页.png", "file_type_refused"), ("大照片.jpg", "file_too_large"),
    ]  # fmt: skip


def test_the_tenth_file_of_a_form_is_named():
    received = receive_plain([files.upload(files.jpeg(), f"{n}.jpg") for n in range(10)], BASKET, ANONYMOUS)

    assert len(received.kept) == MOST_FILES
    assert [(name, refusal.code) for name, refusal in received.refused] == [("9.jpg", "too_many_files")]


def test_who_reported_sees_what_residents_send_and_what_was_done(resident, staff):
    clerk = reader_of(staff())

    shown = {
        ("resident", "evidence"): receive(files.jpeg(), by=reader_of(resident)).is_for_reporter,
        **{("clerk", purpose): receive(files.jpeg(), by=clerk, purpose=purpose).is_for_reporter
           for purpose in ("evidence", "before", "after", "attachment")},
    }  # fmt: skip

    assert shown == {
        ("resident", "evidence"): True, ("clerk", "evidence"): False, ("clerk", "before"): True,
        ("clerk", "after"): True, ("clerk", "attachment"): False,
    }  # fmt: skip


def test_a_store_that_is_full_is_said_kindly_and_leaves_nothing(folder, stored):
    folder.parent.mkdir(exist_ok=True)
    folder.write_bytes(b"")  # where the folder should be stands a file

    with pytest.raises(StoreAway) as refused:
        receive(files.jpeg(), "a.jpg")

    assert refused.value.status == 503
    assert not Document.objects.exists()


class RoomForOne(FileSystemStorage):
    """A disk that is full when the small copy comes."""

    def _save(self, name, content):
        if name.endswith(".thumb"):
            raise OSError("disk full")
        return super()._save(name, content)


def test_a_thumbnail_that_fails_takes_the_photo_with_it(settings, folder, stored):
    backend = {"BACKEND": f"{__name__}.RoomForOne", "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "default": backend}

    with pytest.raises(StoreAway):
        receive(files.jpeg())

    assert stored() == []
    assert not Document.objects.exists()


def test_no_file_is_taken_while_the_disk_is_nearly_full(stored, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: usage._replace(free=LEAST_FREE - 1))

    with pytest.raises(StoreAway):
        receive_file(files.upload(files.telling_jpeg()), basket=BASKET, by=ANONYMOUS)

    assert stored() == []
    assert not Document.objects.exists()
