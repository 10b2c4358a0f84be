"""What a clerk writes down of somebody for whom they book."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.bookings.domain.guest import Guest
from linli.bookings.enums import ResourceKind
from linli.centres.forms.booking import MomentField, PhoneField, RefusingForm

VISIT = ("area", "address", "reason")


class HelpForm(RefusingForm):
    """Who it is, when, and that they agree; for a home visit also where and why."""

    beside = {"guest_name_needed": "name", "agreement_needed": "agreed", "visit_unclear": "address",
              "no_such_community": "area", "too_many_people": "people"}  # fmt: skip

    slot = MomentField(error_messages={"required": _("Choose one of the times.")})
    phone = PhoneField(
        label=_("Phone"), required=False, help_text=_("Where it belongs to an account, the booking stands there too.")
    )
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, help_text=_("Kept sealed; shown masked."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    area = forms.ChoiceField(label=_("Community"))
    address = forms.CharField(
        label=_("Where they live"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Kept sealed; read by who comes, and each look stands on record."),
    )  # fmt: skip
    reason = forms.CharField(label=_("What it is about"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    people = forms.IntegerField(label=_("How many come"), min_value=1, initial=1)
    purpose = forms.CharField(label=pgettext_lazy("booking", "What for"), max_length=100, required=False)
    agreed = forms.BooleanField(label=pgettext_lazy("counter", "They know about it and agree"), required=False)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: ResourceKind, most: int, areas: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if kind == ResourceKind.TEAM:
            self.fields["area"].choices = areas  # type: ignore[attr-defined]
            self.fields["agreed"].label = _("They agree that somebody comes, and that the address is kept for it")
        absent = [
            *(VISIT if kind != ResourceKind.TEAM else ()),
            *(("people", "purpose") if kind != ResourceKind.ROOM else ()),
        ]
        for name in absent:
            del self.fields[name]
        if kind == ResourceKind.ROOM:
            self.fields["people"].help_text = _("There is room for %(most)s.") % {"most": most}

    def only_phone(self) -> None:
        """Ask for nothing but the number: the person is looked for, nothing is booked yet."""
        for name, field in self.fields.items():
            field.required = name == "phone"

    @property
    def guest(self) -> Guest:
        said = self.cleaned_data
        return Guest(said["name"], said["phone"], agreed=said["agreed"])
