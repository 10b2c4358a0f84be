"""What a file is, by its own first bytes. Its name and what the browser declares count for nothing."""

from enum import StrEnum

import puremagic

HEAD_BYTES = 8192
HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


class Content(StrEnum):
    """The kinds that are taken (`OFFICE` is looked into before it is believed) and the one refused by name."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    GIF = "GIF"
    HEIF = "HEIF"
    PDF = "PDF"
    OFFICE = "OFFICE"

    @property
    def is_picture(self) -> bool:
        return self not in {Content.PDF, Content.OFFICE}


BY_EXTENSION = {
    ".jpg": Content.JPEG,
    ".png": Content.PNG,
    ".webp": Content.WEBP,
    ".gif": Content.GIF,
    ".heic": Content.HEIF,
    ".heif": Content.HEIF,
    ".pdf": Content.PDF,
    ".docx": Content.OFFICE,
    ".xlsx": Content.OFFICE,
}
BEGINS_WITH = {Content.PDF: b"%PDF-", Content.OFFICE: b"PK\x03\x04"}


def content_of(head: bytes) -> Content | None:
    """Return what the first bytes announce, or None for everything that is not taken."""
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return Content.HEIF
    matches = puremagic.magic_string(head) if head else []
    best = max((match.confidence for match in matches), default=0)
    for match in matches:
        content = BY_EXTENSION.get(match.extension)
        if content and match.confidence == best and head.startswith(BEGINS_WITH.get(content, b"")):
            return content
    return None
