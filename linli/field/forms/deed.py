"""The form of a deed done on site: a note, what it was written against, a key that counts once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.cases.domain.opening import MOST_WORDS
from linli.cases.workflow import Transition
from linli.field.deeds import FieldDeed
from linli.people.forms.unit import UnitField

FIELD_OF = {"note_needed": "note", "unit_needed": "unit", "same_unit": "unit", "unit_concerned": "unit"}


class DeedForm(forms.Form):
    note = forms.CharField(max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    seq = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, deed: FieldDeed, step: Transition, area: str, **options: Any) -> None:
        super().__init__(*args, **options)
        note = self.fields["note"]
        note.label, note.required = str(deed.ask), "note" in step.needs
        note.error_messages["required"] = _("Say in a sentence or two why, so that everybody can follow it.")
        if "unit" in step.needs:
            self.fields["unit"] = UnitField(
                near=area, label=_("Unit"), help_text=_("Write part of its name and choose from the list."),
                error_messages={"required": _("Choose the unit.")},
            )  # fmt: skip
            self.order_fields(["unit", "note"])

    def arguments(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seq", "key")}
