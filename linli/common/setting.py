"""What a county sets for itself. Each app registers its settings in its `apps.py`; values are kept in memory.

A reading costs no statement: `value_of("notices.kept_months")`. Writing is a verb, `linli.people.domain.setting`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from linli.common.domain.configuration import kept
from linli.common.errors import NumberOutside, SettingTooLong
from linli.common.models import SettingValue

TOPIC = "settings"
Words = str | Promise


@dataclass(frozen=True)
class Setting:
    """One thing that a county may set.

    `check` gives the value as it is kept, or raises a Refusal; `field` is how a form asks for it. `default` is asked
    each time, because an installation may name it in its environment. `about` says what it does, `basis` the law or
    rule behind it, and that it is unverified where it is. `aged` gives the rows that the next run would remove.
    """

    code: str
    title: Words
    group: str  # "retention", "look", "names", "texts", "calendar"
    default: Callable[[], Any]
    check: Callable[[Any], Any]
    field: Callable[[], forms.Field] | None = None
    about: Words = ""
    basis: Words = ""
    unit: Words = ""
    least: int | None = None
    most: int | None = None
    aged: Callable[[int], QuerySet[Any]] | None = None

    @property
    def label(self) -> str:
        """Name it over a field, with the unit in which it is counted."""
        if not self.unit:
            return str(self.title)
        return _("%(title)s (%(unit)s)") % {"title": self.title, "unit": self.unit}


class UnknownSetting(LookupError):
    """No app has registered this setting."""


_settings: dict[str, Setting] = {}


def register_setting(setting: Setting) -> None:
    """Let counties set something. Registered again, the later one holds."""
    _settings[setting.code] = setting


def setting_of(code: str) -> Setting:
    """Return a setting; raises UnknownSetting."""
    try:
        return _settings[code]
    except KeyError:
        raise UnknownSetting(code) from None


def settings_in(group: str) -> list[Setting]:
    """The settings of a group, in the order of their registration."""
    return [setting for setting in _settings.values() if setting.group == group]


def every_setting() -> dict[str, Setting]:
    return dict(_settings)


def _read() -> dict[str, Any]:
    return dict(SettingValue.objects.values_list("code", "value"))


def stored_values() -> dict[str, Any]:
    """What this county has set otherwise than it came, by code; shared, so nobody changes it."""
    return kept(TOPIC, _read)


def value_of(code: str) -> Any:
    """Return what holds in this county: what it has set, else the default. Raises UnknownSetting."""
    setting = setting_of(code)
    stored = stored_values()
    return stored[code] if code in stored else setting.default()


def register_number(
    code: str,
    title: Words,
    *,
    group: str,
    default: int,
    least: int,
    most: int,
    unit: Words,
    about: Words = "",
    basis: Words = "",
    aged: Callable[[int], QuerySet[Any]] | None = None,
) -> None:
    """Let counties set a whole number within bounds."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise NumberOutside(least=least, most=most)
        return value

    register_setting(
        Setting(
            code, title, group, lambda: default, check, lambda: forms.IntegerField(min_value=least, max_value=most),
            about, basis, unit, least, most, aged,
        )
    )  # fmt: skip


def register_switch(code: str, title: Words, *, group: str, about: Words = "") -> None:
    """Let counties choose between no (0, the default) and yes (1)."""

    def check(value: Any) -> int:
        if isinstance(value, bool) or value not in (0, 1):
            raise NumberOutside(least=0, most=1)
        return int(value)

    choices = ((0, pgettext_lazy("setting", "No")), (1, pgettext_lazy("setting", "Yes")))
    register_setting(
        Setting(
            code, title, group, lambda: 0, check, lambda: forms.TypedChoiceField(coerce=int, choices=choices), about
        )
    )


def register_words(
    code: str, title: Words, *, group: str, default: Callable[[], str], most: int, about: Words = ""
) -> None:
    """Let counties set a line of words; empty words mean the default."""

    def check(value: Any) -> str:
        words = " ".join(str(value).split())
        if len(words) > most or not words.isprintable():
            raise SettingTooLong(most=most)
        return words

    register_setting(
        Setting(code, title, group, default, check, lambda: forms.CharField(max_length=most, required=False), about)
    )
