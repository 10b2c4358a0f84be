from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.grid.domain.voluntary_post import Volunteer
from linli.grid.enums import ConsentWay, VoluntaryKind
from linli.grid.forms.fields import PhoneField, RefusingForm, day_field, words_field


class VolunteerForm(RefusingForm):
    """Who wants to lend a hand in a grid. Least data: a name, a number to be reached by, what is offered."""

    beside = {"name_needed": "name", "consent_needed": "consent_on", "days_wrong": "until_on"}

    kind = forms.ChoiceField(
        label=pgettext_lazy("voluntary", "Role"), choices=[("", _("Choose one")), *VoluntaryKind.choices]
    )
    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, help_text=_("Kept sealed; shown masked."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    organisation = forms.CharField(
        label=_("Organisation"), required=False, max_length=100,
        help_text=_("The partner itself; for persons, whom they work for."),
    )  # fmt: skip
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Kept sealed; shown masked."))
    offers = forms.CharField(
        label=_("What is offered"),
        required=False,
        max_length=200,
        help_text=_("A room, a van on Saturdays, a watchful eye."),
    )
    from_on = day_field(label=pgettext_lazy("day", "Starts on"), initial=localdate)
    until_on = day_field(label=_("Until, that day included"), required=False, help_text=_("Empty: without end."))
    consent_on = day_field(label=_("Consent given on"), initial=localdate)
    consent_way = forms.ChoiceField(label=_("How it was given"), choices=ConsentWay.choices)

    def volunteer(self) -> Volunteer:
        said = self.cleaned_data
        return Volunteer(
            **{**said, "kind": VoluntaryKind(said["kind"]), "consent_way": ConsentWay(said["consent_way"])}
        )


class EndingForm(RefusingForm):
    beside = {"days_wrong": "on", "reason_needed": "reason"}

    on = day_field(label=_("Last day"), initial=localdate)
    reason = forms.CharField(label=_("Why"), max_length=200)


class SubstitutionForm(RefusingForm):
    beside = {"days_wrong": "until_on"}

    name = forms.CharField(
        label=_("Who stands in"), required=False, max_length=60, help_text=_("Empty: nobody any more."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    from_on = day_field(label=pgettext_lazy("day", "Starts on"), initial=localdate, required=False)
    until_on = day_field(label=_("Until, that day included"), required=False)


class FeedbackForm(RefusingForm):
    beside = {"feedback_unasked": "asked_by", "reason_needed": "words"}

    asked_by = forms.CharField(label=_("Who of the unit asked"), max_length=100)
    words = words_field(label=_("What is told to it"), max_length=500)


class LookForm(RefusingForm):
    """Why somebody wants to see name and telephone in full."""

    beside = {"reason_too_short": "reason", "reason_too_long": "reason"}

    reason = forms.CharField(
        label=_("Why do you need it?"), max_length=300, help_text=_("Who looked, when and why stands on record.")
    )


class WithdrawalForm(RefusingForm):
    sure = forms.BooleanField(label=_("The person no longer agrees. Name and telephone are deleted at once."))
