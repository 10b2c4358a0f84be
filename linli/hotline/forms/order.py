"""What an operator types while somebody speaks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.areas.queries.find import area_in_text
from linli.areas.queries.map import towns
from linli.cases.domain.opening import MOST_PLACE, MOST_WORDS
from linli.cases.domain.party import Person
from linli.common.errors import Refusal
from linli.hotline.domain.intake import Call
from linli.hotline.enums import Asked, Decision, Way
from linli.hotline.models import Line
from linli.people.errors import PhoneFaulty
from linli.people.forms.unit import UnitField
from linli.people.phones import normalise_phone

BESIDE = {
    "number_needed": "number", "words_needed": "words", "words_too_long": "words", "place_needed": "place",
    "note_needed": "note", "unit_needed": "unit", "same_unit": "unit", "unit_concerned": "unit",
    "receipt_needed": "receipt", "address_not_named": "url", "file_unread": "file",
}  # fmt: skip


class RefusingForm(forms.Form):
    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal of the verb beside what it is about, if the form asks for that."""
        field = BESIDE.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


def _moment(**options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **options)


class OrderForm(RefusingForm):
    """An order as the operator takes it down."""

    number = forms.CharField(label=_("The hotline's number"), max_length=80)
    asked = forms.ChoiceField(
        label=pgettext_lazy("hotline", "What is it"), choices=Asked.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In the caller's words"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 5})
    )
    town = forms.ChoiceField(label=_("Town or subdistrict"), required=False)
    place = forms.CharField(
        label=_("Where"), max_length=MOST_PLACE, required=False,
        help_text=_("As the caller says it; a village or community in it is found by its name."),
    )  # fmt: skip
    name = forms.CharField(label=_("Caller's name"), max_length=60, required=False)
    phone = forms.CharField(label=_("Caller's phone"), max_length=40, required=False)
    is_secret = forms.BooleanField(
        label=_("The caller asks for secrecy"), required=False,
        help_text=_("Name and number are hidden from those who handle it."),
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("It is about public space: a lamp, a road, rubbish"), required=False,
        help_text=_("Only then may it be seen as one with what others say of the same place."),
    )  # fmt: skip
    about_unit = UnitField(label=_("The unit complained about"), required=False)
    due_at = _moment(label=_("The hotline's deadline"), required=False)
    line = forms.ModelChoiceField(label=_("Hotline"), queryset=Line.objects.none(), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["town"].choices = [("", _("Not said")), *((town.code, town.name) for town in towns())]  # type: ignore[attr-defined]
        lines = Line.objects.order_by("code")
        if lines.count() > 1:
            self.fields["line"].queryset = lines  # type: ignore[attr-defined]
        else:
            del self.fields["line"]

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        try:
            return normalise_phone(typed) if typed else ""
        except PhoneFaulty as fault:
            raise forms.ValidationError(str(fault)) from None

    def call(self) -> Call:
        said = self.cleaned_data
        named = area_in_text(said["place"]) or ""
        line: Line | None = said.get("line")
        return Call(
            number=said["number"], asked=Asked(said["asked"]), words=said["words"], way=Way.SCREEN,
            line=line.code if line else "", place=said["place"],
            area=named if named.startswith(said["town"]) else said["town"],
            caller=Person(name=said["name"], phone=said["phone"]), is_secret=said["is_secret"],
            is_public=said["is_public"], about_unit=said["about_unit"] or None, due_at=said["due_at"],
        )  # fmt: skip


class ReturnForm(RefusingForm):
    """Why an order belongs to somebody else."""

    note = forms.CharField(
        label=_("Why it is not your unit's"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name the rule or list by which it belongs elsewhere."),
    )  # fmt: skip


class DecisionForm(RefusingForm):
    """What becomes of it."""

    decision = forms.ChoiceField(label=_("What becomes of it"), choices=Decision.choices, widget=forms.RadioSelect)
    unit = UnitField(label=_("The other unit"), required=False, help_text=_("Only where it is given to another unit."))
    note = forms.CharField(
        label=pgettext_lazy("hotline", "Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class FileForm(RefusingForm):
    """A file of orders, or one of receipts."""

    file = forms.FileField(label=_("CSV or XLSX file"), max_length=200)


class ReceiptForm(RefusingForm):
    receipt = forms.CharField(label=_("Receipt number"), max_length=80)


class LineForm(RefusingForm):
    """How a hotline is reached."""

    name = forms.CharField(label=_("Name"), max_length=100)
    url = forms.URLField(
        label=_("Where answers are sent"), max_length=500, required=False, assume_scheme="https",
        help_text=_("Left empty, the hotline fetches them by the interface."),
    )  # fmt: skip
    amount = forms.IntegerField(label=_("May be given back within, working days"), min_value=1, max_value=30)
