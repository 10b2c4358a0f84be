from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.errors import Refusal
from linli.tickets.enums import PauseReason, Priority


class RefusingForm(forms.Form):
    """A form that shows a refusal of the verb beside the field it is about."""

    beside: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))

    @property
    def fault(self) -> str:
        """The first thing that is wrong, in a sentence."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


class TakeForm(RefusingForm):
    """What somebody comes for, and whether they go first."""

    beside = {"no_such_item": "item", "not_there": "code"}

    item = forms.CharField(max_length=40, required=False)
    priority = forms.ChoiceField(choices=[("", ""), *Priority.choices], required=False)
    code = forms.CharField(max_length=4, required=False, label=_("Four digits on the display of the centre"))
    key = forms.CharField(max_length=64, required=False)


class DigitsForm(RefusingForm):
    """The end of the telephone number by which somebody has booked: four rows of digits, because a kiosk has no keys."""

    d1 = d2 = d3 = d4 = forms.RegexField(
        regex=r"^[0-9]\Z",
        error_messages={"invalid": _("Four digits, please."), "required": _("Four digits, please.")},
    )

    @property
    def digits(self) -> str:
        return "".join(self.cleaned_data[f"d{number}"] for number in range(1, 5))


class BookingForm(RefusingForm):
    """Which appointment somebody comes to."""

    booking = forms.UUIDField()


class OpeningForm(RefusingForm):
    """Which window a clerk opens, and whom it serves."""

    window = forms.UUIDField(error_messages={"required": _("Choose a window."), "invalid": _("Choose a window.")})
    lines = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, letters: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["lines"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(letter, letter) for letter in letters]


class CallForm(RefusingForm):
    """Which call a clerk saw when the key was pressed; empty: nobody."""

    call = forms.UUIDField(required=False)


class TransferForm(CallForm):
    """To which window, or for which matter."""

    window = forms.UUIDField(required=False)
    item = forms.CharField(max_length=40, required=False)


class PauseForm(RefusingForm):
    """Why the window is paused."""

    reason = forms.ChoiceField(choices=PauseReason.choices, label=pgettext_lazy("window", "Why"))


class ParkedForm(RefusingForm):
    """Which parked number is called."""

    ticket = forms.UUIDField()
