"""The forms of what is done to an application at the desk: each asks what its deed needs."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.errors import Refusal
from linli.hall.application_enums import GIVEN_CAUSES, Verdict, Way
from linli.hall.forms.application import DayInput
from linli.hall.forms.refusing import RefusingForm
from linli.people.phones import normalise_phone


class NoteForm(RefusingForm):
    """A deed that needs a reason."""

    note = forms.CharField(label=_("Why"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class CopyForm(RefusingForm):
    """Why the applicant's own data are looked at: to be carried over into the system in which the matter ends."""

    beside = {"reason_too_short": "note", "reason_too_long": "note"}

    note = forms.CharField(
        label=_("Why you need it"), max_length=300, initial=_("To enter it in the other body's system")
    )


class LookForm(RefusingForm):
    """Why somebody looks at what was answered, or opens what is in the archive."""

    beside = {"reason_too_short": "note", "reason_too_long": "note"}

    note = forms.CharField(label=_("Why you need it"), max_length=300)


class HelperForm(RefusingForm):
    """Who does it for the applicant: a volunteer by the number of their account, or the one who fills this in."""

    beside = {"helper_unknown": "phone", "helper_is_applicant": "phone"}

    phone = forms.CharField(
        label=_("Telephone of the volunteer"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"}),
        help_text=_("The number of their account. Empty: you do it yourself, and your post stands with it."),
    )  # fmt: skip

    def clean_phone(self) -> str:
        if not self.cleaned_data["phone"].strip():
            return ""
        try:
            return normalise_phone(self.cleaned_data["phone"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class OutsideForm(RefusingForm):
    """Where it was passed on to, and by which number and day it waits there."""

    beside = {"outside_needed": "body"}

    body = forms.CharField(label=_("Body or system"), max_length=100)
    number = forms.CharField(label=_("Its number there"), max_length=80, required=False)
    due_on = forms.DateField(label=_("Its deadline there"), required=False, widget=DayInput())


class RestForm(RefusingForm):
    """What is waited for, and until when."""

    beside = {"rest_day": "until"}

    cause = forms.ChoiceField(
        label=_("What is waited for"),
        choices=[(one.value, one.label) for one in GIVEN_CAUSES],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(label=_("Expected until"), widget=DayInput())
    note = forms.CharField(
        label=_("Who does it, and where"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(RefusingForm):
    """What was decided, and when."""

    beside = {"decided_ahead": "decided_on"}

    verdict = forms.ChoiceField(label=_("Decision"), choices=Verdict.choices, widget=forms.RadioSelect)
    decided_on = forms.DateField(label=_("Day of the decision"), widget=DayInput(), initial=localdate)
    number = forms.CharField(label=_("Number of the decision"), max_length=80, required=False)
    note = forms.CharField(
        label=_("Reasons"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where it is not granted; they stand in the paper."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("verdict") == Verdict.DENIED and not said.get("note", "").strip():
            self.add_error("note", _("Say why it is not granted; the applicant reads it."))
        return said


class DeliveryForm(RefusingForm):
    """How the result was handed over."""

    way = forms.ChoiceField(label=_("How it was handed over"), choices=Way.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=pgettext_lazy("delivery", "Note"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OriginalsForm(RefusingForm):
    """Which originals are taken along, one a line."""

    beside = {"no_originals": "names"}

    names = forms.CharField(
        label=_("Originals, one a line"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name the papers, not the person: “household register”, not whose."),
    )  # fmt: skip

    @property
    def handed(self) -> list[tuple[str, int]]:
        return [(line.strip(), 1) for line in self.cleaned_data["names"].splitlines() if line.strip()]
