"""The words of notices as a part of the configuration."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from linli.common.exchange import Files, State, toml_of
from linli.common.toml import toml_text
from linli.notices.texts import PREFIX
from linli.people.exchange import register_settings_part

FILE = "messages.toml"


def register_parts() -> None:
    register_settings_part("messages", _("Words of notices"), 50, ("texts",), write=_write, read=_read)


def _write(state: State) -> Files:
    content = {code.removeprefix(PREFIX): words for code, words in sorted(state.items())}
    return {FILE: toml_text(content).encode()} if content else {}


def _read(files: Mapping[str, bytes]) -> State:
    return {PREFIX + topic: words for topic, words in toml_of(files, FILE).items()}
