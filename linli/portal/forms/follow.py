from django import forms
from django.utils.translation import gettext_lazy as _


class FollowForm(forms.Form):
    """The number of a matter and its secret, as they stand on the slip."""

    number = forms.CharField(
        label=_("Number of the matter"),
        max_length=30,
        help_text=_("As it stands on your slip, such as FQ2026‑000123."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Write the number of the matter.")},
    )
    secret = forms.CharField(
        label=_("Query code"),
        max_length=40,
        help_text=_("Ten letters and digits. Capital or small, with or without the dash."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Write the query code.")},
    )
