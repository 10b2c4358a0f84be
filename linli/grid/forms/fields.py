"""Fields that several forms of the grid share."""

from typing import Any

from django import forms

from linli.common.errors import Refusal
from linli.people.phones import normalise_phone


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


def words_field(rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **options)


class PhoneField(forms.CharField):
    """Gives a number in E.164, or ""."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(max_length=40, **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        try:
            return normalise_phone(text)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


class RefusingForm(forms.Form):
    """A form that shows a refusal of the verb beside the field it is about."""

    beside: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))
