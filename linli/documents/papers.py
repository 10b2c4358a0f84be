"""Papers are stored as they came, so they are looked into first. They are served as downloads only."""

import io
import logging
import zipfile

from linli.documents.errors import FileDamaged, FileTypeRefused, MacrosRefused
from linli.documents.rules import MEGABYTE
from linli.documents.sniffing import Content

logger = logging.getLogger(__name__)

PDF = ("pdf", "application/pdf")
WORD = ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
EXCEL = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

MOST_UNPACKED = 300 * MEGABYTE
MOST_PARTS = 5000
PDF_TAIL = 2048


def checked(data: bytes, content: Content, *, name: str) -> tuple[str, str]:
    """Return the extension and media type of a paper; raises FileDamaged, FileTypeRefused, MacrosRefused."""
    if content is Content.PDF:
        if b"%%EOF" not in data[-PDF_TAIL:]:
            raise FileDamaged(name=name)
        return PDF
    return _office(data, name)


def _office(data: bytes, name: str) -> tuple[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            types = _types(package)
    except KeyError as error:
        raise FileTypeRefused(name=name) from error  # some other ZIP file
    except Exception as error:
        # Each packing has errors of its own (zlib.error, LZMAError …), and here come hostile bytes.
        logger.info("a paper was refused: %r", error)
        raise FileDamaged(name=name) from error
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileTypeRefused(name=name)
    if any(part.lower().endswith("vbaproject.bin") for part in names) or b"macroenabled" in types.lower():
        raise MacrosRefused(name=name)
    for main, kind in (("word/document.xml", WORD), ("xl/workbook.xml", EXCEL)):
        if main in names:
            return kind
    raise FileTypeRefused(name=name)


def _types(package: zipfile.ZipFile) -> bytes:
    """Return the package's list of content types: the part that makes a ZIP file an office file."""
    with package.open("[Content_Types].xml") as part:
        return part.read(MEGABYTE)
