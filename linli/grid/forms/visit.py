from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.cases.enums import GRID_MATTER
from linli.cases.forms.kind import KindField
from linli.grid.domain.visit import OFTEN, SELDOM, Visited
from linli.grid.enums import ConsentWay
from linli.grid.forms.fields import PhoneField, RefusingForm, day_field, words_field


class VisitedForm(RefusingForm):
    """Who agreed to be visited. What is needed to find the door; not why, and no label."""

    beside = {"name_needed": "name", "consent_needed": "consent_on", "visit_wrong": "every_days"}

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, help_text=_("Kept sealed; shown masked."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    address = forms.CharField(
        label=_("Where to find them"), max_length=200, help_text=_("Kept sealed; shown masked."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = PhoneField(label=_("Phone"), required=False)
    every_days = forms.IntegerField(
        label=_("A visit every so many days"), min_value=OFTEN, max_value=SELDOM, initial=30
    )
    next_on = day_field(label=_("First visit on"), initial=localdate)
    consent_on = day_field(label=_("Consent given on"), initial=localdate)
    consent_way = forms.ChoiceField(label=_("How it was given"), choices=ConsentWay.choices, initial=ConsentWay.SPOKEN)

    def visited(self) -> Visited:
        return Visited(**{**self.cleaned_data, "consent_way": ConsentWay(self.cleaned_data["consent_way"])})


class VisitForm(RefusingForm):
    beside = {"words_missing": "found", "no_such_kind": "kind"}

    found = words_field(
        label=_("What was found"),
        max_length=600,
        help_text=_("Only what helps at the next visit. Deleted after a year."),
    )
    kind = KindField(procedure=GRID_MATTER, label=_("Open a matter from it: its kind"), required=False)
    matter = words_field(
        2, label=_("What the matter is about"), required=False, max_length=600,
        help_text=_("This goes to whoever handles it; who was visited is not passed on."),
    )  # fmt: skip


class DecliningForm(RefusingForm):
    beside = {"reason_needed": "reason"}

    reason = forms.CharField(label=_("Why you do not make this visit"), max_length=300)


class EndingVisitsForm(RefusingForm):
    sure = forms.BooleanField(
        label=_("The person no longer wants it. Name, address and what was found are deleted at once.")
    )
