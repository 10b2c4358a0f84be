"""The parts of the configuration that are settings: numbers, names, words, look."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.common.errors import Refusal
from linli.common.exchange import Files, Incoming, Part, State, register_part, toml_of
from linli.common.setting import every_setting, setting_of, stored_values
from linli.common.toml import toml_text
from linli.people.domain.setting import write_values

EMBLEM = "look.emblem"
Write = Callable[[State], Files]
Read = Callable[[Mapping[str, bytes]], State]


def register_settings_part(
    code: str, title: str | Promise, order: int, groups: tuple[str, ...], *, write: Write, read: Read,
    apply: Callable[[Mapping[str, Any]], None] = write_values,
) -> None:  # fmt: skip
    """Let the settings of some groups be given and taken."""

    def state() -> State:
        known = every_setting()
        return {key: value for key, value in stored_values().items() if key in known and known[key].group in groups}

    def refusal(key: str, facts: Any, _incoming: Incoming) -> str:
        known = every_setting()
        if key not in known or known[key].group not in groups:
            return _("there is no such setting here")
        try:
            known[key].check(facts)
        except Refusal as refused:
            return str(refused)
        return ""

    register_part(Part(code, title, order, state, write, read, refusal, apply, say_setting))


def say_setting(code: str, value: Any) -> str:
    """A setting in a line."""
    title = setting_of(code).title
    if value is None:
        return _("%(what)s: as it came") % {"what": title}
    if isinstance(value, str | int) and code != EMBLEM:
        return _("%(what)s: %(value)s") % {"what": title, "value": value}
    return _("%(what)s: our own") % {"what": title}


def register_parts() -> None:
    """The settings that are values and names; those of notices and of the calendar are their apps' own."""
    register_settings_part(
        "settings",
        gettext_lazy("Periods, names and look"),
        40,
        ("retention", "names", "look", "counter"),
        write=_write,
        read=_read,
    )


def _write(state: State) -> Files:
    plain = {code: value for code, value in sorted(state.items()) if code != EMBLEM}
    files = {"settings.toml": toml_text(plain).encode()} if plain else {}
    return files | ({"emblem.webp": b64decode(state[EMBLEM])} if EMBLEM in state else {})


def _read(files: Mapping[str, bytes]) -> State:
    found = dict(toml_of(files, "settings.toml"))
    return found | ({EMBLEM: b64encode(files["emblem.webp"]).decode()} if "emblem.webp" in files else {})
