"""A city's emblem: a picture drawn anew, small, as WebP. No SVG: it could carry a script."""

import io
from base64 import b64encode

from PIL import Image

from linli.common.errors import EmblemFaulty
from linli.common.look import MOST_EMBLEM
from linli.documents.errors import FileDamaged, FileTypeRefused
from linli.documents.pictures import redraw
from linli.documents.sniffing import HEAD_BYTES, Content, content_of

EDGE = 192
MOST_SENT = 2 * 1024 * 1024


def emblem_of(data: bytes) -> str:
    """Return an emblem as it is kept, base64 of WebP. Raises EmblemFaulty, ImageTooLarge."""
    content = content_of(data[:HEAD_BYTES])
    if content not in (Content.PNG, Content.WEBP) or len(data) > MOST_SENT:
        raise EmblemFaulty(most=MOST_EMBLEM // 1024)
    try:
        drawn = redraw(data, content, name="emblem")
    except (FileDamaged, FileTypeRefused) as error:
        raise EmblemFaulty(most=MOST_EMBLEM // 1024) from error
    with Image.open(io.BytesIO(drawn.data)) as image:
        small = image.convert("RGBA")
        small.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "WEBP", quality=90, method=6)
    if out.tell() > MOST_EMBLEM:
        raise EmblemFaulty(most=MOST_EMBLEM // 1024)
    return b64encode(out.getvalue()).decode()
