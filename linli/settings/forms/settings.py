"""Forms of the pages that set what a county sets."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.errors import Refusal
from linli.common.setting import setting_of, settings_in, stored_values, value_of


class SettingsForm(forms.Form):
    """One field for each setting of some groups, in the order of their registration."""

    def __init__(self, groups: tuple[str, ...], data: Mapping[str, Any] | None = None, **more: Any) -> None:
        self.codes: list[str] = []
        super().__init__(data, **more)
        for setting in (one for group in groups for one in settings_in(group) if one.field):
            field = setting.field()  # type: ignore[misc]  # those without a field are left out above
            field.label, field.help_text, field.initial = setting.title, setting.about, value_of(setting.code)
            self.fields[field_of(setting.code)] = field
            self.codes.append(setting.code)
        stored = stored_values()
        seen = json.dumps({code: stored.get(code) for code in self.codes})
        self.fields["seen"] = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput, initial=seen)

    def clean(self) -> dict[str, Any]:
        """Ask the check of each setting, so that what is wrong stands beside it."""
        said = super().clean() or self.cleaned_data
        for code in self.codes:
            value = said.get(field_of(code))
            if value not in (None, ""):
                try:
                    setting_of(code).check(value)
                except Refusal as refusal:
                    self.add_error(field_of(code), str(refusal))
        return said

    def before(self) -> dict[str, Any] | None:
        """What stood there when the form was opened, so that nobody writes over what somebody else has just set."""
        try:
            found = json.loads(self.cleaned_data.get("seen") or "null")
        except ValueError:
            return None
        return found if isinstance(found, dict) else None

    def values(self) -> dict[str, Any]:
        """What was written, by code."""
        return {code: self.cleaned_data.get(field_of(code)) for code in self.codes}


def field_of(code: str) -> str:
    return code.replace(".", "-")


class LookForm(SettingsForm):
    """The look, with a picture for the emblem."""

    emblem = forms.FileField(
        label=_("Emblem"), required=False, help_text=_("PNG or WebP, square is best. Drawn anew, at most 192 px."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/webp"}),
    )  # fmt: skip
    no_emblem = forms.BooleanField(label=_("Take the emblem away; the mark of Linli stands again"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields([*map(field_of, self.codes), "emblem", "no_emblem"])


class DaysForm(forms.Form):
    """A CSV of days off: as a file to be looked at, then as its text to be applied."""

    file = forms.FileField(
        label=_("File of days off"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )
    text = forms.CharField(required=False, max_length=200_000, widget=forms.HiddenInput)


class HoursForm(forms.Form):
    """The hours of one office. Keys of the file that are not asked for here stay."""

    hours = forms.CharField(label=_("On working days"), max_length=80, help_text=_("Such as 08:00-12:00 14:30-17:30"))
    makeup = forms.CharField(
        label=_("On make-up days"), required=False, max_length=80, help_text=_("Empty: as on Monday")
    )
    days_off = forms.CharField(
        label=_("At weekends and on holidays"), required=False, max_length=80, help_text=_("Empty: closed")
    )
    season_from = forms.CharField(
        label=_("Season from"), required=False, max_length=5, help_text=_("Month and day, such as 06-01")
    )
    season_until = forms.CharField(label=pgettext_lazy("of a season", "until"), required=False, max_length=5,
        help_text=_("Month and day, such as 09-30"),
    )  # fmt: skip
    season_hours = forms.CharField(label=_("Hours in that season"), required=False, max_length=80,
        help_text=_("Such as 08:00-12:00 15:00-18:00"),
    )  # fmt: skip

    def table(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The hours as the file has them."""
        said = self.cleaned_data
        kept = {key: value for key, value in before.items() if key not in ("hours", "makeup", "days_off", "seasons")}
        made = kept | {name: said[name].split() for name in ("hours", "makeup", "days_off") if said[name]}
        seasons = list(before.get("seasons", []))[1:]
        if said["season_hours"]:
            seasons = [
                {"from": said["season_from"], "until": said["season_until"], "hours": said["season_hours"].split()}, *seasons
            ]  # fmt: skip
        return made | ({"seasons": seasons} if seasons else {})


def hours_initial(table: Mapping[str, Any]) -> dict[str, str]:
    """The hours of an office as its form shows them."""
    seasons: list[dict[str, Any]] = table.get("seasons", [])
    first: dict[str, Any] = next(iter(seasons), {})
    shown = {name: " ".join(table.get(name, [])) for name in ("hours", "makeup", "days_off")}
    return shown | {
        "season_from": first.get("from", ""), "season_until": first.get("until", ""),
        "season_hours": " ".join(first.get("hours", [])),
    }  # fmt: skip
