from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from linli.people.models import Account
from linli.people.queries.look import LooksAsked
from linli.people.queries.unit import every_unit


class LooksForm(forms.Form):
    """What to narrow the list of looks down to; all of it may be empty."""

    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=150, widget=forms.TextInput(attrs={"list": "looks-units"})
    )
    person = forms.CharField(label=_("Who looked"), required=False, max_length=60)
    day = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_unit(self) -> Any:
        typed = self.cleaned_data["unit"].strip()
        found = [unit for unit in every_unit().values() if typed in (unit.name, unit.name_en, unit.code)]
        if typed and not found:
            raise forms.ValidationError(_("There is no unit of this name."))
        return found[0].id if typed else None

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day and not 2000 <= day.year < 2100:  # no moment of that day can be written down
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"])
        return day

    def clean_person(self) -> Any:
        typed = self.cleaned_data["person"].strip()
        if not typed:
            return None
        named = Account.objects.filter(Q(username=typed) | Q(display_name=typed), is_staff=True)
        found = list(named.values_list("id", flat=True))
        if not found:
            raise forms.ValidationError(_("Nobody on the staff has this name."))
        return found

    def asked(self) -> LooksAsked:
        """The filter, checked."""
        said = self.cleaned_data
        return LooksAsked(unit_id=said["unit"], actor_ids=said["person"], day=said["day"])
