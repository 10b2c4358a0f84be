"""Every string has both languages, and one meaning."""

import re

from linli.config.cli.messages_command import LOCALE
from linli.config.messages import merged_catalogue, strings, untranslated


def test_every_string_has_chinese():
    assert [f"{place}: {text}" for place, text in untranslated(LOCALE)] == []


def test_no_string_is_translated_in_two_ways():
    quarrels: list[str] = []

    merged_catalogue(LOCALE, quarrels)

    assert quarrels == []


def test_no_translation_is_left_of_a_string_that_is_gone():
    used = {key for _, key in strings()} | {("", "This field is required.")}  # Django's own, said as we say it

    left = [
        str(message.id)
        for message in merged_catalogue(LOCALE)
        if message.id
        and (message.context or "", message.id[0] if isinstance(message.id, list | tuple) else message.id) not in used
    ]

    assert left == []


def test_placeholders_are_the_same_in_both_languages():

    broken = []
    for message in merged_catalogue(LOCALE):
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        first = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = set(re.findall(r"%\((\w+)\)", first))
        broken += [first for text in texts if set(re.findall(r"%\((\w+)\)", text)) - wanted]

    assert broken == []
