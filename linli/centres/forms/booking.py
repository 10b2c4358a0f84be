from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.bookings.models import Resource
from linli.common.errors import Refusal


class RefusingForm(forms.Form):
    """A form that shows a refusal of the verb beside the field it is about."""

    beside: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


class MomentField(forms.CharField):
    """Gives the moment that a slot begins at."""

    def clean(self, value: object) -> Any:
        text = str(super().clean(value))
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise forms.ValidationError(_("Choose one of the times."))
        return moment


class SlotForm(RefusingForm):
    """Which slot, and how many in a row."""

    slot = MomentField(error_messages={"required": _("Choose one of the times.")})
    slots = forms.IntegerField(min_value=1, required=False)
    key = forms.CharField(max_length=64, required=False)


class DetailsForm(RefusingForm):
    """What a centre has to know of a booking: no more than how many come, and what for."""

    beside = {"too_many_people": "people"}

    people = forms.IntegerField(label=_("How many come"), min_value=1, initial=1)
    purpose = forms.CharField(
        label=pgettext_lazy("booking", "What for"), max_length=100, required=False,
        help_text=_("So that the room is ready. Names and numbers are not needed."),
    )  # fmt: skip

    def __init__(self, *args: Any, resource: Resource, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].help_text = _("There is room for %(most)s.") % {"most": resource.most_people}
        if resource.most_people == 1:
            self.fields["people"].widget = forms.HiddenInput()
