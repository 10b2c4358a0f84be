import pytest

from linli.documents.sniffing import Content, content_of
from tests.documents import files


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (files.jpeg(), Content.JPEG),
        (files.telling_jpeg(), Content.JPEG),
        (files.png(), Content.PNG),
        (files.encoded(files.halves(), "WEBP"), Content.WEBP),
        (files.encoded(files.halves(), "GIF"), Content.GIF),
        (files.HEIC, Content.HEIF),
        (files.HEIC.replace(b"ftypheic", b"ftypmif1"), Content.HEIF),
        (files.pdf(), Content.PDF),
        (files.DOCX, Content.OFFICE),
        (files.XLSX, Content.OFFICE),
        (files.HTML, None),
        (files.SVG, None),
        (b"", None),
        (b"\xff", None),
        (b"just words", None),
        (b"#!/bin/sh\nrm -rf /\n", None),
        (b"MZ\x90\x00" + b"\0" * 200, None),
        (b"\n" + files.HTML + b"%PDF-1.7", None),
        (files.HTML + files.DOCX, None),
        (files.encoded(files.halves(), "BMP"), None),
        (files.encoded(files.halves(), "TIFF"), None),
    ],
)
def test_a_file_is_what_its_bytes_say(data, content):
    assert content_of(data) is content
