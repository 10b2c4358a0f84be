"""What a manager publishes: a disclosure, a line of the plan, a photo; and what the county sets of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.centres.domain.activity import Planned
from linli.centres.forms.booking import RefusingForm
from linli.centres.settings import GROUP
from linli.common.errors import Refusal
from linli.common.setting import setting_of, settings_in, value_of


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    )


class ActivityForm(RefusingForm):
    """One line of the activity plan."""

    beside = {"activity_unclear": "ends_at", "person_in_disclosure": "about"}

    title = forms.CharField(label=_("Activity"), max_length=80)
    starts_at = _moment(_("From"))
    ends_at = _moment(_("Until"))
    where = forms.CharField(label=pgettext_lazy("activity", "Where"), max_length=60, required=False)
    about = forms.CharField(
        label=_("More about it"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For whom, what to bring. Names of offices, not of persons."),
    )  # fmt: skip
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def planned(self) -> Planned:
        return Planned(
            **{name: self.cleaned_data[name] for name in ("title", "starts_at", "ends_at", "where", "about")}
        )


class PhotoForm(RefusingForm):
    """One photo: what it shows in words, and that those on it agreed."""

    beside = {"photo_not_described": "alt", "people_did_not_agree": "all_agreed"}

    alt = forms.CharField(
        label=_("What it shows"),
        max_length=200,
        help_text=_("Whoever cannot see the photo hears this: “Entrance with a ramp on the left”."),
    )
    has_people = forms.BooleanField(label=_("People can be recognised on it"), required=False)
    all_agreed = forms.BooleanField(label=_("Everybody recognisable agreed"), required=False)


class RulesForm(forms.Form):
    """What the county sets of centres and bookings, a field each."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.settings = settings_in(GROUP)
        for setting in self.settings:
            if setting.field is not None:
                field = setting.field()
                field.label = setting.label
                field.help_text, field.initial = str(setting.about), value_of(setting.code)
                self.fields[setting.code.replace(".", "-")] = field

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for setting in self.settings:
            name = setting.code.replace(".", "-")
            if said.get(name) is not None:
                try:
                    setting_of(setting.code).check(said[name])
                except Refusal as refusal:
                    self.add_error(name, str(refusal))
        return said

    def of_bookings(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("bookings-")]

    def of_disclosures(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("bookings-")]

    def values(self) -> dict[str, Any]:
        return {setting.code: self.cleaned_data.get(setting.code.replace(".", "-")) for setting in self.settings}
