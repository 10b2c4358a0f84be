"""Translations: each part of the system keeps its own small .po; they are merged and compiled without gettext's tools."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LANGUAGE = "zh_Hans"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Key = tuple[str, str]  # context, message


def merged_catalogue(locale: Path, quarrels: list[str] | None = None) -> Catalog:
    """One catalogue of all parts. Where two parts translate one string differently the first holds, and `quarrels`
    is told: one string of two meanings needs a context, and a test allows no quarrel."""
    whole = Catalog(locale=LANGUAGE, charset="utf-8")
    said: dict[Key, tuple[object, str]] = {}
    for file in sorted((locale / LANGUAGE / "parts").glob("*.po")):
        with file.open("rb") as source:
            part = read_po(source, locale=LANGUAGE, charset="utf-8")
        for message in part:
            if not message.id:
                continue
            key = _key(message.id, message.context)
            before = said.get(key)
            if before and before[0] != message.string and message.string:
                if quarrels is not None:
                    quarrels.append(f"{before[1]}: {key[1]!r} {before[0]!r}; {file.name}: {message.string!r}")
                continue
            said[key] = (message.string, file.name)
            whole.add(message.id, message.string, flags=message.flags, context=message.context)
    return whole


def compile_catalogue(locale: Path) -> int:
    """Write the .mo that Django reads; return how many messages it holds."""
    whole = merged_catalogue(locale)
    folder = locale / LANGUAGE / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f".django.{os.getpid()}.mo"  # several installs may run at once
    with half.open("wb") as out:
        write_mo(out, whole)
    half.replace(folder / "django.mo")
    return len(whole)


def untranslated(locale: Path) -> list[tuple[str, str]]:
    """Every string of the package that has no Chinese: (where it stands, the string)."""
    whole = merged_catalogue(locale)
    known = {_key(message.id, message.context) for message in whole if message.id and _is_whole(message.string)}
    return [(place, key[1]) for place, key in strings() if key not in known]


def _is_whole(string: Any) -> bool:
    return bool(string) and all(string)


def _key(message: Any, context: str | None) -> Key:
    first = message[0] if isinstance(message, list | tuple) else message
    return (context or "", str(first))


def strings() -> Iterator[tuple[str, Key]]:
    """All strings that the package marks for translation, in Python and in templates."""
    for file in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in file.parts:
            yield from _extract(file, file.read_bytes())
    for file in sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]):
        yield from _extract(file, templatize(file.read_text(encoding="utf-8"), origin=str(file)).encode())


def _extract(file: Path, content: bytes) -> Iterator[tuple[str, Key]]:
    found: Any = extract_python(io.BytesIO(content), KEYWORDS, (), {"encoding": "utf-8"})
    for line, function, arguments, _ in found:
        words = arguments if isinstance(arguments, tuple) else (arguments,)
        context, message = (words[0], words[1]) if "pgettext" in function and len(words) > 1 else ("", words[0])
        if isinstance(message, str) and message and isinstance(context, str):
            yield f"{file.relative_to(PACKAGE.parent)}:{line}", (context, message)
