"""What a topic says. Upper apps register their texts in `apps.py`; they are put into words for one reader at a time."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime

from linli.common.domain.configuration import kept
from linli.common.setting import TOPIC as SETTINGS
from linli.common.setting import Setting, register_setting, stored_values
from linli.notices.wording import Wording, checked_wording, shipped_wording

PREFIX = "text."  # of the settings that hold a county's own words
logger = logging.getLogger(__name__)

Words = str | Promise
Place = Callable[[str, bool], str]  # (subject id, is the reader staff) → path


@dataclass(frozen=True)
class Text:
    """Subject and body with `%(name)s` for parameters; the group is what a reader may switch off."""

    topic: str
    subject: Words
    body: Words
    group: str
    urgent: bool = False


@dataclass(frozen=True)
class Letter:
    """A notice in words."""

    subject: str
    body: str
    path: str = ""

    @property
    def url(self) -> str:
        return settings.LINLI_ADDRESS.rstrip("/") + self.path if self.path else ""


class UnknownTopic(LookupError):
    """No text is registered for this topic."""


_texts: dict[str, Text] = {}
_groups: dict[str, Words] = {}
_places: dict[str, Place] = {}
_for_staff: set[str] = set()  # groups of which a resident is never told


def register_group(code: str, title: Words, *, for_residents: bool = True) -> None:
    """Name a group of topics, as it stands on the page of preferences of those who are told of it."""
    _groups[code] = title
    (_for_staff.discard if for_residents else _for_staff.add)(code)


def register_text(topic: str, *, subject: Words, body: Words, group: str, urgent: bool = False) -> None:
    """Say what a topic says. Urgent ones pass quiet hours. Registered again, the later text holds.

    A parameter that ends in `_at` is a moment and in `_on` a day (both ISO 8601): they are written in the reader's
    language and the county's time. A parameter that is a mapping of languages gives the reader's one.
    """
    _texts[topic] = Text(topic, subject, body, group, urgent)
    register_setting(
        Setting(f"{PREFIX}{topic}", topic, "texts", dict, lambda value: checked_wording(value, shipped_of(topic)))
    )


def register_place(subject_kind: str, path: Place) -> None:
    """Say where a subject stands, so that a notice can lead there."""
    _places[subject_kind] = path


def text_of(topic: str) -> Text:
    """Return the text of a topic; raises UnknownTopic."""
    try:
        return _texts[topic]
    except KeyError:
        raise UnknownTopic(topic) from None


def every_text() -> dict[str, Text]:
    """All texts by topic, in the order of their registration."""
    return dict(_texts)


def shipped_of(topic: str) -> Wording:
    """The words of a topic as Linli comes with them, in both languages; raises UnknownTopic."""
    text = text_of(topic)
    return shipped_wording(text.subject, text.body)


def own_wordings() -> dict[str, Wording]:
    """What this county says otherwise, by topic; kept in memory."""
    return kept(SETTINGS, _read_own)


def _read_own() -> dict[str, Wording]:
    return {code.removeprefix(PREFIX): words for code, words in stored_values().items() if code.startswith(PREFIX)}


def groups(*, is_staff: bool = True) -> dict[str, Words]:
    """The groups by code, in the order of their registration; for a resident those of which residents are told."""
    return {code: title for code, title in _groups.items() if is_staff or code not in _for_staff}


def put_into_words(
    topic: str,
    parameters: Mapping[str, Any],
    *,
    language: str,
    subject_kind: str = "",
    subject_id: str = "",
    is_staff: bool = False,
) -> Letter:
    """Write one notice in a language; a parameter that is missing leaves a dash, and is logged."""
    text = text_of(topic)
    with translation.override(language):
        values = _Values(topic, {name: _written(name, value, language) for name, value in parameters.items()})
        place = _places.get(subject_kind)
        own = own_wordings().get(topic, {}).get(language)
        subject, body = (own["subject"], own["body"]) if own else (str(text.subject), str(text.body))
        return Letter(
            # A line break in a subject would be a header of its own.
            subject=" ".join((subject % values).split()),
            body=body % values,
            path=place(subject_id, is_staff) if place else "",
        )


def _written(name: str, value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        return str(value.get(language) or value.get(settings.LANGUAGE_CODE) or "")
    moment: datetime | date | None = None
    if name.endswith("_at") and isinstance(value, str):
        moment = parse_datetime(value)
        return date_format(localtime(moment), "DATETIME_FORMAT") if moment else value
    if name.endswith("_on") and isinstance(value, str):
        moment = parse_date(value)
        return date_format(moment, "DATE_FORMAT") if moment else value
    return str(value)


class _Values(dict[str, str]):
    def __init__(self, topic: str, values: dict[str, str]) -> None:
        super().__init__(values)
        self.topic = topic

    def __missing__(self, name: str) -> str:
        logger.error("the text of %s asks for %s, which was not given", self.topic, name)
        return "—"
