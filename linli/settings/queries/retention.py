from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.common.setting import Setting, setting_of, value_of
from linli.settings.forms.settings import SettingsForm, field_of

MOST_COUNTED = 10_000


@dataclass(frozen=True)
class RetentionLine:
    """One thing that ages out."""

    setting: Setting
    field: forms.BoundField
    value: int
    goes: int  # rows of the next run, up to a bound
    is_bounded: bool


def retention_lines(form: SettingsForm) -> list[RetentionLine]:
    """What ages out, with what the next run would remove. One statement each."""
    return [_line(code, form) for code in form.codes]


def _line(code: str, form: SettingsForm) -> RetentionLine:
    setting, value = setting_of(code), value_of(code)
    goes = setting.aged(value)[: MOST_COUNTED + 1].count() if setting.aged else 0
    return RetentionLine(setting, form[field_of(code)], value, min(goes, MOST_COUNTED), goes > MOST_COUNTED)


def say_retention(code: str, value: Any) -> str:
    """A period in words."""
    setting = setting_of(code)
    shown = setting.default() if value is None else value
    return _("%(what)s: %(n)s %(unit)s") % {"what": setting.title, "n": shown, "unit": setting.unit}
