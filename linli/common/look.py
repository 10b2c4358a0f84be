"""How a city's platform looks: its name, its emblem, its colour. Registered as settings, kept in memory, never inline.

The colour reaches the pages as a stylesheet of its own, because the content policy lets no style stand in a page.
"""

import hashlib
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import Error as DatabaseFault
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from linli.common.colours import darker, derived_dark, refuse_faint, tint
from linli.common.domain.configuration import kept
from linli.common.errors import ColourFaulty, EmblemFaulty
from linli.common.setting import TOPIC, Setting, register_setting, register_words, value_of

COLOUR = re.compile(r"#[0-9a-f]{6}")
MOST_EMBLEM = 48 * 1024  # bytes; it stands on every page
MOST_NAME = 12  # characters beside the name of the county in the head of a phone


@dataclass(frozen=True)
class Look:
    """The look in force. Marks change with what they mark; they stand in addresses, so that browsers may keep the rest."""

    name_zh: str
    name_en: str
    colour: str
    emblem: bytes
    style: str

    @property
    def name(self) -> str:
        """The name of the platform in the reader's language."""
        own = self.name_en or self.name_zh if get_language() == "en" else self.name_zh
        return own or pgettext("brand", "Linli")

    @property
    def emblem_url(self) -> str:
        return f"{reverse('common:emblem')}?v={mark_of(self.emblem)}" if self.emblem else ""

    @property
    def style_url(self) -> str:
        return f"{reverse('common:colours')}?v={mark_of(self.style.encode())}" if self.style else ""


SHIPPED = Look("", "", "", b"", "")


def mark_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def look() -> Look:
    """The county's look; as shipped while the database is away, because the page that says so must still be drawn."""
    try:
        return kept(TOPIC, _read)
    except DatabaseFault:
        return SHIPPED


def _read() -> Look:
    light, dark = value_of("look.colour"), value_of("look.colour_dark")
    emblem = b64decode(value_of("look.emblem"))
    style = _style(light, dark) if light or dark else ""
    return Look(value_of("look.name"), value_of("look.name_en"), light, emblem, style)


def _style(light: str, dark: str) -> str:
    """The few tokens that are the city's. They stand in no layer, so they win over those of `tokens.css`."""
    rules = []
    if light:
        rules.append(f":root:not([data-theme='dark']){{{_tokens(light, is_dark=False)}}}")
    after_dark = _tokens(dark or derived_dark(light), is_dark=True)
    rules.append(f"@media (prefers-color-scheme:dark){{:root:not([data-theme='light']){{{after_dark}}}}}")
    rules.append(f":root[data-theme='dark']{{{after_dark}}}")
    return "\n".join(rules) + "\n"


def _tokens(colour: str, *, is_dark: bool) -> str:
    return (
        f"--indigo:{colour};--indigo-deep:{darker(colour, is_dark=is_dark)};--indigo-2:{tint(colour, is_dark=is_dark)}"
    )


def register_look() -> None:
    """Let counties set their look."""
    register_words(
        "look.name", _("Name of the platform"), group="look", default=str, most=MOST_NAME,
        about=_("Stands at the head of every page and on the phones it is installed on. Empty: 邻里."),
    )  # fmt: skip
    register_words(
        "look.name_en",
        _("The same in English"),
        group="look",
        default=str,
        most=24,
        about=_("Empty: as in Chinese; both empty: Linli."),
    )
    written = _(
        "Written like #24406b. It is for what can be done and what is chosen; words in it must be readable, so a contrast "
        "under 4.5 : 1 is refused."
    )
    for code, title, about, is_dark in (
        ("look.colour", _("Colour"), written, False),
        ("look.colour_dark", _("Colour in dark mode"), _("Empty: made from the colour of the day."), True),
    ):
        register_setting(
            Setting(
                code, title, "look", str, _colour_check(is_dark), lambda: forms.CharField(max_length=7, required=False),
                about,
            )
        )  # fmt: skip
    register_setting(Setting("look.emblem", _("Emblem"), "look", str, _check_emblem))


def _colour_check(is_dark: bool) -> Callable[[Any], Any]:
    def check(value: object) -> str:
        colour = str(value).strip().lower()
        if not COLOUR.fullmatch(colour):
            raise ColourFaulty
        refuse_faint(colour, is_dark=is_dark)
        return colour

    return check


def _check_emblem(value: object) -> str:
    """Base64 of a WebP that was drawn by us: `documents.pictures` makes it, this looks at its first bytes again."""
    try:
        content = b64decode(str(value), validate=True)
    except (NotBase64, ValueError) as error:
        raise EmblemFaulty(most=MOST_EMBLEM // 1024) from error
    if (
        content[:4] != b"RIFF"
        or content[8:16] not in (b"WEBPVP8 ", b"WEBPVP8L", b"WEBPVP8X")
        or len(content) > MOST_EMBLEM
    ):
        raise EmblemFaulty(most=MOST_EMBLEM // 1024)
    return b64encode(content).decode()
