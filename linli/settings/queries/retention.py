from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.common.queries.counting import bounded_counts
from linli.common.setting import Setting, setting_of, value_of
from linli.settings.forms.settings import SettingsForm, field_of
from linli.settings.queries.words import unit_words

MOST_COUNTED = 10_000


@dataclass(frozen=True)
class RetentionLine:
    """One thing that ages out."""

    setting: Setting
    field: forms.BoundField
    value: int
    unit: str
    goes: int  # rows of the next run, up to a bound
    is_bounded: bool


def retention_lines(form: SettingsForm) -> list[RetentionLine]:
    """What ages out, with what the next run would remove. One statement, however many things age out."""
    values = {code: value_of(code) for code in form.codes}
    ages = {code: aged(values[code]) for code in form.codes if (aged := setting_of(code).aged)}
    counts = bounded_counts(ages, most=MOST_COUNTED)
    return [
        RetentionLine(
            setting_of(code), form[field_of(code)], values[code],
            unit_words(setting_of(code).unit, values[code]), min(counts.get(code, 0), MOST_COUNTED),
            counts.get(code, 0) > MOST_COUNTED,
        )
        for code in form.codes
    ]  # fmt: skip


def say_retention(code: str, value: Any) -> str:
    """A period in words."""
    setting = setting_of(code)
    shown = setting.default() if value is None else value
    return _("%(what)s: %(n)s %(unit)s") % {"what": setting.title, "n": shown, "unit": unit_words(setting.unit, shown)}
