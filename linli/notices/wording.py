"""A county's own words for a topic: checked before they are kept, so that a notice never goes out with a hole in it."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils import translation

from linli.notices.errors import PlaceholderFaulty, PlaceholdersMissing, PlaceholdersUnknown, TextIncomplete

LANGUAGES = ("zh-hans", "en")
PARTS = ("subject", "body")
MOST = {"subject": 120, "body": 1000}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
Wording = dict[str, dict[str, str]]  # language → part → words


def placeholders(text: str) -> set[str]:
    """The names of the parameters in a text."""
    return set(PLACEHOLDER.findall(text))


def shipped_wording(subject: object, body: object) -> Wording:
    """The words that Linli comes with, in both languages."""
    found: Wording = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = {"subject": str(subject), "body": str(body)}
    return found


def checked_wording(value: Any, shipped: Wording) -> Wording:
    """Return a county's words as they are kept.

    Raises TextIncomplete, PlaceholderFaulty, PlaceholdersUnknown, PlaceholdersMissing: each language must ask for what
    the shipped text asks for, no more and no less, because the rest of the notice cannot be known here.
    """
    wording: Wording = {}
    for language in LANGUAGES:
        given = value.get(language) if isinstance(value, Mapping) else None
        if not isinstance(given, Mapping):
            raise TextIncomplete
        words = {part: "\n".join(str(given.get(part, "")).split("\r\n")).strip() for part in PARTS}
        if not all(words.values()) or any(len(words[part]) > MOST[part] for part in PARTS):
            raise TextIncomplete
        _check_placeholders(words, shipped[language])
        wording[language] = words
    return wording


def _check_placeholders(words: Mapping[str, str], shipped: Mapping[str, str]) -> None:
    for text in words.values():
        if "%" in PLACEHOLDER.sub("", text).replace("%%", ""):
            raise PlaceholderFaulty
    said = placeholders(words["subject"]) | placeholders(words["body"])
    known = placeholders(shipped["subject"]) | placeholders(shipped["body"])
    if unknown := said - known:
        raise PlaceholdersUnknown(names=", ".join(sorted(unknown)))
    if missing := known - said:
        raise PlaceholdersMissing(names=", ".join(sorted(missing)))
