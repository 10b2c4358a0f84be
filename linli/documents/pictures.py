"""Pictures are drawn anew: what is stored holds the pixels and nothing else of what was sent."""

import io
import logging
import warnings
from contextlib import suppress
from dataclasses import dataclass
from threading import BoundedSemaphore

from PIL import Image, ImageFile, ImageOps

from linli.documents.errors import FileDamaged, FileTypeRefused, HeicRefused, ImageTooLarge
from linli.documents.rules import LONGEST_EDGE, MOST_PIXELS, THUMBNAIL_EDGE
from linli.documents.sniffing import Content

logger = logging.getLogger(__name__)

JPEG_QUALITY = 85
THUMBNAIL_QUALITY = 75
WITH_ALPHA = frozenset({"RGBA", "LA", "PA", "RGBa", "La"})

# A picture of the largest size takes a quarter of a gigabyte while it is decoded: two at a time in one process.
_decoding = BoundedSemaphore(2)


@dataclass(frozen=True)
class Picture:
    """What is stored of a picture, and its small copy (WebP)."""

    data: bytes
    extension: str
    media_type: str
    width: int
    height: int
    thumbnail: bytes


def heif_is_readable() -> bool:
    """Whether Pillow has learnt HEIC by a plug-in."""
    Image.init()
    return "HEIF" in Image.OPEN


def refuse_bombs() -> None:
    """Turn Pillow's warning of a pixel bomb into a refusal, once for the process."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def redraw(data: bytes, content: Content, *, name: str) -> Picture:
    """Return the picture turned upright, at most 2560 px long, without any metadata.

    Raises ImageTooLarge before decoding, HeicRefused, FileTypeRefused, FileDamaged.
    """
    if content is Content.HEIF and not heif_is_readable():
        raise HeicRefused(name=name)
    # A library for papers makes Pillow take cut-off pictures, for the whole process; evidence is whole or refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with _decoding, _opened(data, content, name) as image:
        try:
            return _drawn(image, content)
        except Exception as error:
            # Decoders meet hostile bytes here and fail in every way there is: OSError, SyntaxError, struct.error …
            logger.info("a picture was refused: %r", error)
            raise FileDamaged(name=name) from error


def _opened(data: bytes, content: Content, name: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=[content])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except Exception as error:
        raise FileTypeRefused(name=name) from error
    if image.width * image.height > MOST_PIXELS:
        image.close()
        raise _too_large(name)
    return image


def _too_large(name: str) -> ImageTooLarge:
    return ImageTooLarge(name=name, most=MOST_PIXELS // 1_000_000)


def _drawn(image: Image.Image, content: Content) -> Picture:
    image.draft(None, (LONGEST_EDGE, LONGEST_EDGE))  # a JPEG is decoded no larger than needed
    image.load()
    clean = _in_colour(_upright(image))
    clean.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    clean = Image.frombytes(clean.mode, clean.size, clean.tobytes())  # pixels, and nothing that came beside them
    is_png = content is Content.GIF or clean.mode == "RGBA"
    data = _encoded(clean, "PNG") if is_png else _encoded(clean, "JPEG", quality=JPEG_QUALITY, progressive=True)
    width, height = clean.size
    clean.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE), Image.Resampling.LANCZOS)
    return Picture(
        data=data,
        extension="png" if is_png else "jpg",
        media_type="image/png" if is_png else "image/jpeg",
        width=width,
        height=height,
        thumbnail=_encoded(clean, "WEBP", quality=THUMBNAIL_QUALITY),
    )


def _upright(image: Image.Image) -> Image.Image:
    with suppress(Exception):  # a faulty EXIF block spoils the orientation, not the photo
        return ImageOps.exif_transpose(image)
    return image


def _in_colour(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, or in RGBA where something shows through."""
    if image.mode.startswith("I"):  # grey of 16 bits, which Pillow would clip instead of scaling
        image = image.convert("I").point(lambda shade: shade * (1 / 256)).convert("L")
    if image.mode not in WITH_ALPHA and "transparency" not in image.info:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    return seen.convert("RGB") if seen.getchannel("A").getextrema()[0] == 255 else seen


def _encoded(image: Image.Image, encoding: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, encoding, **options)
    return buffer.getvalue()
