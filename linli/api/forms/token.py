from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.queries.map import area_map
from linli.people.enums import Role
from linli.people.models import Account


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Name of the system"), max_length=60)
    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("The token can do at most what this account's posts can.")
    )
    role = forms.ChoiceField(
        label=_("Only in this role"), required=False, choices=[("", _("Every role")), *Role.choices]
    )
    area = forms.CharField(label=_("Only in this area (code)"), max_length=15, required=False)
    days = forms.IntegerField(label=_("Good for how many days"), min_value=1, max_value=730, initial=365)
    may_create = forms.BooleanField(label=_("May open cases"), required=False)
    may_act = forms.BooleanField(label=_("May act on cases"), required=False)

    def clean_area(self) -> str:
        code: str = self.cleaned_data["area"].strip()
        if code and code not in area_map():
            raise forms.ValidationError(_("No area has this code."))
        return code

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if name := data.get("username"):
            data["account"] = Account.objects.filter(username=name, is_staff=True, is_active=True).first()
            if data["account"] is None:
                self.add_error("username", _("No member of staff has this user name."))
        return data
