"""Forms by which a body is urged, supervised, and reports back; and of a hearing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.petitions.domain.hearing import MOST_RECORD, MOST_WHERE
from linli.petitions.enums import Fault
from linli.petitions.forms.fields import RefusingForm, words_field
from linli.petitions.models import Petition


class UrgingForm(RefusingForm):
    """What is wrong, of the closed list, and in words."""

    beside = {
        "nothing_late": "fault", "not_answered_yet": "fault", "only_what_is_not_done": "fault",
        "petition_words_needed": "words",
    }  # fmt: skip
    fault = forms.ChoiceField(label=_("What is wrong"), widget=forms.RadioSelect)
    words = words_field(
        pgettext_lazy("petition", "In words"), most=1000, rows=3, required=False,
        help_text=_("Not needed where a limit has passed. The body reads it; whoever petitions does not."),
    )  # fmt: skip

    def __init__(self, *args: Any, petition: Petition, **options: Any) -> None:
        super().__init__(*args, **options)
        is_answered = petition.answered_at is not None
        self.fields["fault"].choices = [  # type: ignore[attr-defined]
            choice for choice in Fault.choices if (choice[0] == Fault.NOT_DONE) == is_answered
        ]


class SupervisionForm(UrgingForm):
    """The same, with what is to be done better."""

    beside = {**UrgingForm.beside, "suggestions_needed": "suggestions"}
    suggestions = words_field(
        _("Suggestions: what is to be done better"), most=1000, rows=3,
        help_text=_("The body answers in writing whether it takes them up (Regulations, art. 40)."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].required = True
        self.fields["words"].help_text = _("It stands on the paper. Nothing that points to the person.")


class ReportForm(RefusingForm):
    beside = {"petition_words_needed": "words"}
    words = words_field(_("What was done, and by when the rest"), most=2000)


class SupervisionReportForm(ReportForm):
    beside = {**ReportForm.beside, "adoption_needed": "is_adopted"}
    is_adopted = forms.ChoiceField(
        label=_("The suggestions"), widget=forms.RadioSelect,
        choices=[("yes", pgettext_lazy("suggestions", "taken up")), ("no", pgettext_lazy("suggestions", "not taken up"))],
    )  # fmt: skip
    field_order = ["is_adopted", "words"]


class HearingForm(RefusingForm):
    beside = {"hearing_too_soon": "takes_place_at", "hearing_place_needed": "where"}
    takes_place_at = forms.DateTimeField(
        label=_("When it takes place"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("At least 7 days off. From now until it was held the limit rests."),
    )
    where = forms.CharField(label=_("Where it takes place"), max_length=MOST_WHERE)


class HearingRecordForm(RefusingForm):
    beside = {"petition_words_needed": "words"}
    words = words_field(
        _("Record: who was there by their part, what was said, what was found"), most=MOST_RECORD, rows=6
    )


class HearingWordsForm(RefusingForm):
    """Why one is asked for, or called off."""

    beside = {"petition_words_needed": "words"}
    words = words_field(pgettext_lazy("petition", "Why"), most=1000, rows=3)
