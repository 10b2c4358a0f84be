from django import forms
from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal
from linli.hall.forms.refusing import RefusingForm
from linli.people.phones import normalise_phone


class ConsentForm(RefusingForm):
    """Whom I would like to act for."""

    beside = {"self_consent": "phone"}

    name = forms.CharField(label=_("Their name"), max_length=60)
    phone = forms.CharField(label=_("Their telephone"), max_length=30, widget=forms.TextInput(attrs={"type": "tel"}))
    own_name = forms.CharField(label=_("Your own name, which they read"), max_length=60)

    def clean_phone(self) -> str:
        try:
            return normalise_phone(self.cleaned_data["phone"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
