"""Fields that the forms of the portal share."""

from typing import Any

from django import forms


class Number(forms.FloatField):
    """A coordinate that the browser wrote; what is none is nothing, for nobody typed it."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> float | None:
        try:
            number: float | None = super().clean(value)
        except forms.ValidationError:
            return None
        return number


class Lines(forms.CharField):
    """Words of several lines. A browser ends each with two characters; they count as one."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")
