"""The demonstration's pictures: drawn, and saying that they are."""

import hashlib
from datetime import datetime
from functools import cache
from io import BytesIO
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

from linli.documents.enums import Purpose
from linli.documents.models import Document

SIZE, SMALL = (960, 720), (320, 240)
INK, PAPER, DONE, TODO = "#1e2530", "#f4f0e7", "#2f6b4c", "#8f5e00"


def _draw(purpose: str, size: tuple[int, int]) -> bytes:
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 470, 960, 720), fill="#d9d3c4")
    pen.rectangle((120, 150, 400, 470), fill="#c9c2b0", outline=INK, width=3)
    pen.rectangle((560, 220, 860, 470), fill="#cfc9ba", outline=INK, width=3)
    pen.line((480, 120, 480, 620), fill=INK, width=12)
    pen.ellipse((440, 70, 520, 150), fill="#ffd97a" if purpose == "after" else "#59616e", outline=INK, width=3)
    pen.text(
        (40, 650), f"DEMONSTRATION DRAWING - {purpose.upper()}", fill=DONE if purpose == "after" else TODO, font_size=36
    )
    out = BytesIO()
    picture.resize(size).save(out, "JPEG", quality=82)
    return out.getvalue()


@cache
def _stored(purpose: str) -> tuple[str, str, int, str]:
    """Store the two sizes once; return path, thumbnail path, size and hash."""
    names = []
    for size, name in ((SIZE, f"demo/{purpose}.jpg"), (SMALL, f"demo/{purpose}-small.jpg")):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(_draw(purpose, size)))
        names.append(name)
    with default_storage.open(names[0]) as file:
        content = file.read()
    return names[0], names[1], len(content), hashlib.sha256(content).hexdigest()


def draft_photo(basket: UUID, purpose: str, *, at: datetime) -> UUID:
    """Put a drawn photo into a basket, as if it had been uploaded there; return the basket."""
    path, small, size, sha256 = _stored(purpose)
    Document.objects.create(
        holder_kind="draft", holder_id=basket, purpose=Purpose(purpose), file_name=f"{purpose}.jpg",
        media_type="image/jpeg", size=size, sha256=sha256, width=SIZE[0], height=SIZE[1], path=path,
        thumbnail_path=small, uploaded_at=at,
    )  # fmt: skip
    return basket
