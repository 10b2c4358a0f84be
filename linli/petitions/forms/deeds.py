"""What the deeds on a petition ask for."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.cases.models import Case
from linli.cases.queries.procedure import spec_of
from linli.petitions.domain.handling import MOST_DAYS
from linli.petitions.enums import Handed, Verdict
from linli.petitions.forms.fields import RefusingForm, UnitField, body_choices, words_field
from linli.petitions.models import Petition


class RouteForm(RefusingForm):
    """To which body, with what."""

    beside = {
        "unit_needed": "body", "unit_concerned": "body", "village_never_decides": "body", "body_cannot_decide": "body",
        "extract_needed": "extract",
    }  # fmt: skip
    body = UnitField(
        label=_("The body that may decide"),
        help_text=_("A village or community cannot decide. If you are not sure, ask the town, or pass it to the town."),
    )
    extract = words_field(_("What the body reads instead of the words"), most=2000, required=False)
    note = words_field(_("A line to the body"), most=500, rows=2, required=False)

    def __init__(self, *args: Any, petition: Petition, **options: Any) -> None:
        super().__init__(*args, **options)
        about = petition.case.about_unit_id
        self.fields["body"].choices = body_choices(first=petition.town, without=[about])  # type: ignore[attr-defined]
        if petition.is_hidden:
            self.fields["extract"].required = True
            self.fields["extract"].help_text = _("No name, address, telephone, nor anything that points to the person.")
        else:
            del self.fields["extract"]


class DeclineForm(RefusingForm):
    beside = {"ground_unknown": "ground"}
    ground = forms.ChoiceField(label=_("Which way is right"), widget=forms.RadioSelect)
    words = words_field(
        _("In your own words"), most=1000, rows=3, required=False,
        help_text=_("Which court, which commission, which body: so that nobody is sent round."),
    )  # fmt: skip

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (one.code, str(one.title)) for one in spec_of(case.procedure_id).grounds
        ]  # fmt: skip


class ObjectionForm(RefusingForm):
    beside = {"petition_words_needed": "words"}
    words = words_field(_("Why it is for another body, and for which"), most=1000)


class DecisionForm(RefusingForm):
    """Where nothing is chosen, it stays where it is."""

    beside = {"petition_words_needed": "words", "same_unit": "body", "unit_concerned": "body"}
    body = UnitField(label=_("Pass it on to"), required=False)
    words = words_field(pgettext_lazy("petition", "Why"), most=1000, rows=3)

    def __init__(self, *args: Any, petition: Petition, **options: Any) -> None:
        super().__init__(*args, **options)
        case = petition.case
        choices = body_choices(first=petition.town, without=[case.about_unit_id, case.lead_unit_id])
        self.fields["body"].choices = [("", _("Nobody: it stays where it is")), *choices[1:]]  # type: ignore[attr-defined]


class MoreTimeForm(RefusingForm):
    beside = {"extension_too_long": "days", "petition_words_needed": "words"}
    days = forms.IntegerField(label=_("Days more"), min_value=1, max_value=MOST_DAYS, initial=MOST_DAYS)
    words = words_field(
        _("Why more time is needed"), most=1000, rows=3, help_text=_("Whoever petitions reads this on the paper.")
    )


class TimeDecisionForm(RefusingForm):
    is_granted = forms.ChoiceField(
        label=_("More time"), widget=forms.RadioSelect,
        choices=[("yes", pgettext_lazy("more time", "granted")), ("no", pgettext_lazy("more time", "not granted"))],
    )  # fmt: skip
    words = words_field(pgettext_lazy("petition", "A line to the officer"), most=500, rows=2, required=False)


class AnswerForm(RefusingForm):
    beside = {"answer_needed": "findings", "outside_answer_needed": "outside_number"}
    outside_number = forms.CharField(label=_("Number of the other body’s paper"), max_length=60)
    outside_on = forms.DateField(
        label=_("Day of the other body’s paper"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    verdict = forms.ChoiceField(
        label=pgettext_lazy("petition", "Opinion"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    findings = words_field(pgettext_lazy("petition", "What was found"), most=6000, rows=5)
    opinion = words_field(_("What is done, or why it is not"), most=6000, rows=5)
    basis = words_field(_("The rule on which it rests"), most=2000, rows=2)

    def __init__(self, *args: Any, petition: Petition, **options: Any) -> None:
        super().__init__(*args, **options)
        if not petition.outside_body:
            del self.fields["outside_number"], self.fields["outside_on"]


class DeliveryForm(RefusingForm):
    beside = {"day_of_delivery": "on"}
    how = forms.ChoiceField(
        label=_("How it was received"), widget=forms.RadioSelect,
        choices=[choice for choice in Handed.choices if choice[0] != Handed.ONLINE],
    )  # fmt: skip
    on = forms.DateField(
        label=_("The day on which it was received"), initial=localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


class ReviewForm(RefusingForm):
    beside = {"tell_of_petition": "words"}
    words = words_field(_("What you do not agree with, and why"), most=2000, rows=5)
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
