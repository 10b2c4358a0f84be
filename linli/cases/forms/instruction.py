"""What a leader says: to whom, what, by which day. The same on the page of a matter and beside a figure."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from linli.cases.domain.opening import MOST_WORDS
from linli.common.errors import Refusal
from linli.people.forms.unit import UnitField, written
from linli.people.queries.unit import unit_map

USUAL_DAYS = 7


class InstructionForm(forms.Form):
    """Works on a phone and without script; the key makes a double tap one instruction."""

    beside = {
        "unit_needed": "unit", "unit_concerned": "unit", "day_passed": "due_on", "words_needed": "words",
        "words_too_long": "words", "opened_otherwise": "words",
    }  # fmt: skip

    words = forms.CharField(
        label=_("Instruction"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is to be done. The unit and the supervisors read it."),
        error_messages={"required": _("Say in a sentence or two what is to be done.")},
    )  # fmt: skip
    unit = UnitField(
        label=_("Which unit reports"), help_text=_("Write part of its name and choose from the list."),
        error_messages={"required": _("Choose the unit.")},
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("Report by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day."), "invalid": _("Choose the day.")},
    )  # fmt: skip
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, unit: UUID | None = None, near: str = "", **options: Any) -> None:
        given = unit_map().get(unit) if unit else None
        options["initial"] = {
            "unit": written(given) if given else "", "due_on": localdate() + timedelta(days=USUAL_DAYS), "key": uuid4().hex,
        }  # fmt: skip
        super().__init__(*args, **options)
        self.fields["unit"].near = near  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """The words that the verb takes."""
        due_on: date = self.cleaned_data["due_on"]
        return {**self.cleaned_data, "due_on": due_on}

    def refuse(self, refusal: Refusal) -> None:
        """Say what the rules say, beside the field if it has one."""
        self.add_error(self.beside.get(refusal.code), str(refusal))
