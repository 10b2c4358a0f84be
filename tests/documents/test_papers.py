import zipfile
from io import BytesIO

import pytest

from linli.documents.errors import FileDamaged, FileTypeRefused, MacrosRefused
from linli.documents.papers import EXCEL, MOST_PARTS, PDF, WORD, checked
from linli.documents.sniffing import Content
from tests.documents import files


@pytest.mark.parametrize(
    ("data", "content", "kind"),
    [
        (files.pdf(), Content.PDF, PDF),
        (files.pdf(b"/JavaScript /OpenAction /Launch"), Content.PDF, PDF),  # a download only: see views/test_show.py
        (files.DOCX, Content.OFFICE, WORD),
        (files.XLSX, Content.OFFICE, EXCEL),
    ],
)
def test_a_sound_paper_is_taken(data, content, kind):
    assert checked(data, content, name="paper") == kind


@pytest.mark.parametrize(
    ("data", "content", "refusal"),
    [
        (files.pdf()[:-600], Content.PDF, FileDamaged),
        (files.DOCX[:-30], Content.OFFICE, FileDamaged),
        (b"PK\x03\x04" + b"\0" * 100, Content.OFFICE, FileDamaged),
        (files.broken_inside(zipfile.ZIP_DEFLATED), Content.OFFICE, FileDamaged),
        (files.broken_inside(zipfile.ZIP_LZMA), Content.OFFICE, FileDamaged),
        (files.broken_inside(zipfile.ZIP_BZIP2), Content.OFFICE, FileDamaged),
        (files.package("a.txt", types=""), Content.OFFICE, FileTypeRefused),
        (files.package("ppt/presentation.xml"), Content.OFFICE, FileTypeRefused),
        (files.package("word/document.xml", "word/vbaProject.bin"), Content.OFFICE, MacrosRefused),
        (
            files.package("word/document.xml", types="application/vnd.ms-word.document.macroEnabled"),
            Content.OFFICE,
            MacrosRefused,
        ),
        (
            files.package(*(f"word/{n}" for n in range(MOST_PARTS)), "word/document.xml"),
            Content.OFFICE,
            FileTypeRefused,
        ),
    ],
)
def test_what_is_no_sound_paper_is_refused(data, content, refusal):
    with pytest.raises(refusal) as refused:
        checked(data, content, name="paper.docx")

    assert type(refused.value) is refusal


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 2_000_000)
    monkeypatch.setattr("linli.documents.papers.MOST_UNPACKED", 1_000_000)

    with pytest.raises(FileTypeRefused):
        checked(buffer.getvalue(), Content.OFFICE, name="bomb.docx")
