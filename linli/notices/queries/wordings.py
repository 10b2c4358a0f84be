"""Every topic with its words, as shipped and as the county has them, and how a notice would read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from linli.notices.texts import Letter, Text, every_text, groups, own_wordings, shipped_of, text_of
from linli.notices.wording import LANGUAGES, Wording, placeholders

SMS_ALONE, SMS_PART = 70, 67  # characters of a text message that is not plain ASCII, alone and as a part of several
SENTENCE = re.compile(r"(?<=[。；！？])|(?<=[.;!?])\s|\n")
NUMBER_FIRST = re.compile(r"^%\(number\)s\s*[:：]\s*")
SAMPLE_PATH = "/matters/20261125-0042/"


@dataclass(frozen=True)
class TextLine:
    """One topic in the list."""

    topic: str
    subject: str
    begins: str  # the first sentence of the text: many subjects are alike
    group: str
    is_own: bool
    is_urgent: bool


def text_lines() -> list[TextLine]:
    """All topics, in the reader's language. In memory."""
    named, own, language = groups(), own_wordings(), _language()
    return [
        TextLine(
            topic, _filled(_said(own, topic, language, "subject") or str(text.subject), language, topic),
            _filled(_first_of(_said(own, topic, language, "body") or str(text.body)), language, topic), str(named.get(text.group, _("Trials"))), topic in own, text.urgent,
        )
        for topic, text in every_text().items()
    ]  # fmt: skip


def _said(own: Mapping[str, Wording], topic: str, language: str, part: str) -> str:
    return (own.get(topic) or {}).get(language, {}).get(part) or ""


def _first_of(body: str) -> str:
    """The first sentence of a text, its placeholders not filled yet, without the number, which the subject says."""
    return SENTENCE.split(NUMBER_FIRST.sub("", body.strip()), maxsplit=1)[0]


def _filled(words: str, language: str, topic: str) -> str:
    return " ".join((words % _Samples(language, topic)).split())


def subject_of(topic: str) -> str:
    """The subject of a topic in the reader's language, with samples; raises UnknownTopic."""
    language = _language()
    return _filled(wording_in_force(topic)[language]["subject"], language, topic)


def wording_in_force(topic: str) -> Wording:
    """The county's words, else the shipped ones; raises UnknownTopic."""
    shipped = shipped_of(topic)
    return own_wordings().get(topic, shipped)


def asked_of(topic: str) -> list[tuple[str, str]]:
    """The placeholders of a topic, each with a sample in the reader's language."""
    text: Text = text_of(topic)
    names = placeholders(str(text.subject)) | placeholders(str(text.body))
    return [(name, sample_of(name, _language(), topic)) for name in sorted(names)]


@dataclass(frozen=True)
class Preview:
    """How a notice reads in one language."""

    language: str
    title: str
    letter: Letter
    sms: str

    @property
    def sms_length(self) -> int:
        return len(self.sms)

    @property
    def sms_parts(self) -> int:
        return 1 if self.sms_length <= SMS_ALONE else ceil(self.sms_length / SMS_PART)


def previews(wording: Mapping[str, Mapping[str, str]], topic: str) -> list[Preview]:
    """How words read with samples in place of what a matter would give."""
    return [_preview(language, wording[language], topic) for language in LANGUAGES]


def _preview(language: str, words: Mapping[str, str], topic: str) -> Preview:
    values = _Samples(language, topic)
    with translation.override(language):
        letter = Letter(" ".join((words["subject"] % values).split()), words["body"] % values, SAMPLE_PATH)
    title = str(dict(settings.LANGUAGES)[language])
    return Preview(language, title, letter, f"{letter.subject} {letter.url}")


class _Samples(dict[str, str]):
    def __init__(self, language: str, topic: str) -> None:
        super().__init__()
        self.language, self.topic = language, topic

    def __missing__(self, name: str) -> str:
        return sample_of(name, self.language, self.topic)


def sample_of(name: str, language: str, topic: str) -> str:
    """An invented value for a placeholder, such as this topic would be given."""
    with translation.override(language):
        if name.endswith("_at"):
            return date_format(_moment(), "DATETIME_FORMAT")
        if name.endswith("_on"):
            return date_format(_day(), "DATE_FORMAT")
        known = _samples() | _samples_of(topic.partition(".")[0])
        return known.get(name, f"〔{name}〕")


def _samples_of(kind: str) -> dict[str, str]:
    """Where a kind of topic means another thing by a word than matters do."""
    return {
        "tickets": {"number": "A012"}, "consent": {"decision": pgettext("sample", "agreed")},
        "order": {"title": _("Collect a prescription")},
    }.get(kind, {})  # fmt: skip


def _samples() -> dict[str, str]:
    return {
        "number": "20261125-0042", "outside": "FZ20261125001", "open": "3", "title": _("Street lamp out, Hongqiao"),
        "state_title": _("Being handled"), "state": _("The Street Lamp Office is on its way."),
        "next": _("You will be told when it is done."), "deed": _("assigned"), "grid": _("Hongqiao, grid 1"),
        "town": _("Honglu"), "unit": _("Street Lamp Office"), "decision": _("the order may be given back"),
        "question": _("Who mends a street lamp?"), "item": _("Residence permit"), "body": _("Public security bureau"),
        "place": _("Hongqiao Community Centre"), "room": _("Chess room"), "window": "3", "other": _("Calligraphy room"),
        "what": _("Chess room"), "when": date_format(_moment(), "DATETIME_FORMAT"), "who": _("the team of home visits"),
        "code": "4821", "count": "3", "days": "30", "note": _("The window will call you this afternoon."),
        "reason": _("The water pipe is being mended."), "centres": _("Hongqiao, Xitou"),
    }  # fmt: skip


def _moment() -> Any:
    return parse_datetime("2026-11-27T17:30:00+08:00")


def _day() -> Any:
    return parse_date("2026-12-31")


def _language() -> str:
    return "en" if get_language() == "en" else "zh-hans"
