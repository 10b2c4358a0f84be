from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.errors import Refusal
from linli.people.phones import normalise_mobile


class PhoneForm(forms.Form):
    """The number to which a code is sent."""

    phone = forms.CharField(
        label=_("Mobile number"),
        help_text=_("A number from abroad begins with + and the country code."),
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "autofocus": True}),
        error_messages={"required": _("Write a phone number.")},
    )

    def clean_phone(self) -> str:
        try:
            return normalise_mobile(self.cleaned_data["phone"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from refusal


class CodeForm(forms.Form):
    """The code as it came to the phone."""

    code = forms.CharField(
        label=pgettext_lazy("sign-in", "Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
        error_messages={"required": _("Write the six digits.")},
    )


def refuse(form: forms.Form, field: str, refusal: Refusal) -> None:
    """Show a refusal beside the field it is about."""
    words: Any = str(refusal)
    form.add_error(field, forms.ValidationError(words, code=refusal.code))
