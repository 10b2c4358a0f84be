from typing import Any

from django import forms

from linli.common.setting import settings_in, value_of
from linli.common.templatetags.linli import gap
from linli.mediation.retention import GROUP


class IntervalsForm(forms.Form):
    """When the return visits fall."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes: dict[str, str] = {}
        for setting in settings_in(GROUP):
            name = setting.code.replace(".", "-")
            assert setting.field is not None
            self.fields[name] = setting.field()
            self.fields[name].label, self.fields[name].initial = setting.label, value_of(setting.code)
            self.fields[name].help_text = f"{setting.about}{gap()}{setting.basis}"
            self.codes[name] = setting.code

    def values(self) -> dict[str, Any]:
        """What was written, by code."""
        return {code: self.cleaned_data[name] for name, code in self.codes.items()}
