"""Bytes that nobody thought of: they are kept as a clean picture or refused by name, and never an error of ours."""

import io

import pytest
from django.core.files.base import ContentFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from linli.documents.domain.receiving import Prepared, prepare
from linli.documents.errors import FileDamaged, FileEmpty, FileTypeRefused, ImageTooLarge
from linli.documents.models import Document
from linli.documents.names import LONGEST, clean_name
from tests.documents import files

REFUSALS = (FileEmpty, FileTypeRefused, FileDamaged, ImageTooLarge)
GOOD = [
    files.jpeg(), files.telling_jpeg(), files.png(), files.see_through_png(), files.encoded(files.halves(), "WEBP"),
    files.encoded(files.halves(), "GIF"), files.encoded(files.halves(), "MPO"), files.pdf(), files.DOCX, files.XLSX,
]  # fmt: skip
HEADS = [
    b"GIF89a",
    b"\xff\xd8\xff\xe0\0\x10JFIF",
    b"\x89PNG\r\n\x1a\n",
    b"RIFF\0\0\0\0WEBPVP8 ",
    b"%PDF-1.4",
    b"PK\x03\x04",
]


def outcome(data):
    try:
        return prepare(ContentFile(data, "x.png"))
    except REFUSALS:
        return None


@given(st.binary(max_size=600))
def test_random_bytes_are_refused(data):
    assert outcome(data) is None


@given(st.sampled_from(HEADS), st.binary(max_size=600))
def test_random_bytes_behind_a_good_beginning_are_refused(head, data):
    assert outcome(head + data.replace(b"%%EOF", b"")) is None


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(GOOD), st.data())
def test_a_good_file_with_some_bytes_changed_is_clean_or_refused(good, data):
    changed = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(good)))

    prepared = outcome(bytes(changed[:cut]))

    if isinstance(prepared, Prepared) and prepared.media_type.startswith("image/"):
        image = Image.open(io.BytesIO(prepared.data), formats=["JPEG", "PNG"])
        image.load()
        assert image.size == (prepared.width, prepared.height)
        assert b"Telltale" not in prepared.data


@pytest.mark.django_db
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), name=st.text(max_size=40))
def test_random_uploads_are_answered_and_nothing_is_kept(data, name, visit, stored, monkeypatch):
    monkeypatch.setattr("linli.documents.views.files.UPLOADS_AN_ADDRESS", 10_000)
    file = ContentFile(data, name.encode("utf-8", "replace").decode() or "x")

    answer = visit().post("/files/", {"file": file})

    assert answer.status_code in {413, 415, 422}
    assert stored() == []
    assert not Document.objects.exists()


@given(st.text(max_size=300))
def test_every_name_becomes_one_that_can_be_shown_and_saved(name):
    clean = clean_name(name, "jpg")

    assert clean.endswith(".jpg")
    assert 5 <= len(clean) <= LONGEST
    assert not set(clean) & set('/\\:*?"<>|\r\n\0\u202e')
    assert not clean.startswith(".")
    clean.encode()
