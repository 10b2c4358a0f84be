"""File names as people see them. What is stored is named by its number alone."""

import re
import unicodedata

LONGEST = 100
NOT_IN_NAMES = re.compile(r'[:*?"<>|]')
# Joiners and variation marks hold emoji and rare characters together; other invisible signs can turn a name around.
KEPT_INVISIBLE = frozenset("\u200c\u200d")


def clean_name(name: str, extension: str) -> str:
    """Return a name fit to be shown and saved: no path, no control or direction signs, the extension of what it is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    seen = "".join(sign for sign in last if not _is_hidden(sign))
    stem = NOT_IN_NAMES.sub("_", _without_extension(seen)).strip(" .")
    return f"{stem[: LONGEST - len(extension) - 1].strip(' .') or 'file'}.{extension}"


def shown_name(name: str) -> str:
    """Return the name by which a refusal speaks of a file, whatever it was."""
    stem, dot, extension = name.rpartition(".")
    return clean_name(name, extension) if dot and stem and extension.isalnum() else clean_name(name, "")[:-1]


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and sign not in KEPT_INVISIBLE


def _without_extension(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return stem if dot and stem and len(extension) <= 5 else name
