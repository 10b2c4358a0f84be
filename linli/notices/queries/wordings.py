"""Every topic with its words, as shipped and as the county has them, and how a notice would read."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.notices.texts import Letter, Text, every_text, groups, own_wordings, shipped_of, text_of
from linli.notices.wording import LANGUAGES, Wording, placeholders

SMS_ALONE, SMS_PART = 70, 67  # characters of a text message that is not plain ASCII, alone and as a part of several
SAMPLE_PATH = "/matters/20261125-0042/"


@dataclass(frozen=True)
class TextLine:
    """One topic in the list."""

    topic: str
    subject: str
    group: str
    is_own: bool
    is_urgent: bool


def text_lines() -> list[TextLine]:
    """All topics, in the reader's language. In memory."""
    named, own, language = groups(), own_wordings(), _language()
    return [
        TextLine(
            topic, _filled((own.get(topic) or {}).get(language, {}).get("subject") or str(text.subject), language),
            str(named.get(text.group, _("Trials"))), topic in own, text.urgent,
        )
        for topic, text in every_text().items()
    ]  # fmt: skip


def _filled(words: str, language: str) -> str:
    return words % _Samples(language)


def subject_of(topic: str) -> str:
    """The subject of a topic in the reader's language, with samples; raises UnknownTopic."""
    language = _language()
    return _filled(wording_in_force(topic)[language]["subject"], language)


def wording_in_force(topic: str) -> Wording:
    """The county's words, else the shipped ones; raises UnknownTopic."""
    shipped = shipped_of(topic)
    return own_wordings().get(topic, shipped)


def asked_of(topic: str) -> list[tuple[str, str]]:
    """The placeholders of a topic, each with a sample in the reader's language."""
    text: Text = text_of(topic)
    names = placeholders(str(text.subject)) | placeholders(str(text.body))
    return [(name, sample_of(name, _language())) for name in sorted(names)]


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


def previews(wording: Mapping[str, Mapping[str, str]]) -> list[Preview]:
    """How words read with samples in place of what a matter would give."""
    return [_preview(language, wording[language]) for language in LANGUAGES]


def _preview(language: str, words: Mapping[str, str]) -> Preview:
    values = _Samples(language)
    with translation.override(language):
        letter = Letter(" ".join((words["subject"] % values).split()), words["body"] % values, SAMPLE_PATH)
    title = str(dict(settings.LANGUAGES)[language])
    return Preview(language, title, letter, f"{letter.subject} {letter.url}")


class _Samples(dict[str, str]):
    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, name: str) -> str:
        return sample_of(name, self.language)


def sample_of(name: str, language: str) -> str:
    """An invented value for a placeholder."""
    with translation.override(language):
        if name.endswith("_at"):
            return date_format(_moment(), "DATETIME_FORMAT")
        if name.endswith("_on"):
            return date_format(_day(), "DATE_FORMAT")
        return _samples().get(name, f"〔{name}〕")


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
