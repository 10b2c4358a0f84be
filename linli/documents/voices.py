"""Voice notes are kept as they came: nothing here can re-encode sound, so nothing is taken out of them.

They come in by the field's own door only, are short and small, are what their bytes say they are, and are played by a
browser as sound and nothing else: with a type of ours, no guessing, in a sandbox.
"""

import puremagic

from linli.documents.errors import FileTypeRefused
from linli.documents.rules import MEGABYTE

VOICE_MOST_BYTES = MEGABYTE  # a minute as phones record speech is a quarter of that
HEAD_BYTES = 8192
Kind = tuple[str, str]
WEBM: Kind = ("webm", "audio/webm")
OGG: Kind = ("ogg", "audio/ogg")
MP4: Kind = ("m4a", "audio/mp4")
BY_EXTENSION = {".webm": WEBM, ".ogg": OGG, ".oga": OGG, ".mp4": MP4, ".m4a": MP4}
BEGINS = {WEBM: (0, b"\x1a\x45\xdf\xa3"), OGG: (0, b"OggS"), MP4: (4, b"ftyp")}
# The names of pictures' tracks: a film is no voice note.
MOVING = (b"V_VP", b"V_AV1", b"V_MPEG", b"theora", b"vide", b"avc1", b"hvc1")


def checked(data: bytes, *, name: str) -> Kind:
    """Return the extension and media type of a voice note; raises FileTypeRefused."""
    head = data[:HEAD_BYTES]
    matches = puremagic.magic_string(head) if head else []
    best = max((match.confidence for match in matches), default=0)
    for match in matches:
        kind = BY_EXTENSION.get(match.extension)
        if kind and match.confidence == best and _begins(head, kind):
            if any(track in data for track in MOVING):
                break
            return kind
    raise FileTypeRefused(name=name)


def _begins(head: bytes, kind: Kind) -> bool:
    at, sign = BEGINS[kind]
    return head[at:].startswith(sign)
