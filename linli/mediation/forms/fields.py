"""Fields that the forms of mediation share."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from linli.cases.queries.procedure import newest_procedure
from linli.common.errors import Refusal
from linli.people.phones import normalise_phone

NONE = "none"


class RefusingForm(forms.Form):
    """A form that shows a refusal of the verb beside the field it is about."""

    beside: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


class PhoneField(forms.CharField):
    """Gives a number in E.164, or ""."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        try:
            return normalise_phone(text)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


def grounds() -> dict[str, tuple[str, str]]:
    """The closed list of what is not mediated: code → what, and where to go instead."""
    spec = newest_procedure("mediation")[1]
    english = (get_language() or "").startswith("en")
    return {
        one.code: (one.title.en, one.instead.en) if english else (one.title.zh, one.instead.zh) for one in spec.grounds
    }
