from typing import Any

from django import forms

from linli.bills.links import HOSTS
from linli.bills.queries.providers import MONTHS
from linli.common.errors import Refusal
from linli.common.setting import setting_of, value_of


class BillSettingsForm(forms.Form):
    """The hosts that are allowed, and how long a look holds."""

    fields_of = {"hosts": HOSTS, "months": MONTHS}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, code in self.fields_of.items():
            setting = setting_of(code)
            assert setting.field is not None
            self.fields[name] = setting.field()
            self.fields[name].label, self.fields[name].help_text = setting.label, str(setting.about)
            self.fields[name].initial = value_of(code)

    def clean(self) -> dict[str, Any]:
        """Ask the check of each setting, so that what is wrong stands beside it."""
        said = super().clean() or self.cleaned_data
        for name, code in self.fields_of.items():
            if name in said:
                try:
                    said[name] = setting_of(code).check(said[name])
                except Refusal as refusal:
                    self.add_error(name, str(refusal))
        return said

    def values(self) -> dict[str, Any]:
        """What was written, by code."""
        return {code: self.cleaned_data[name] for name, code in self.fields_of.items()}
