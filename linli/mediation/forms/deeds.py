"""What the deeds in a mediation ask for."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.mediation.domain.agreement import MOST_WORDS
from linli.mediation.domain.mediator import mediators_for
from linli.mediation.enums import AgreementForm, GuestAs, Kept, LookReason, SessionResult
from linli.mediation.forms.fields import RefusingForm, grounds
from linli.mediation.models import Side


class MediatorField(forms.ChoiceField):
    """Gives the account of a mediator."""

    def clean(self, value: Any) -> UUID:
        return UUID(super().clean(value))


class MediatorForm(RefusingForm):
    mediator = MediatorField(label=_("Mediator"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, village: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mediator"].choices = [  # type: ignore[attr-defined]
            (str(account.id), account.display_name) for account in mediators_for(village)
        ]  # fmt: skip


class GuestForm(RefusingForm):
    name = forms.CharField(label=pgettext_lazy("guest", "Name"), max_length=60)
    comes_as = forms.ChoiceField(label=_("Joins as"), choices=GuestAs.choices)


class SlotForm(RefusingForm):
    slot = forms.CharField(error_messages={"required": _("Choose one of the times.")})
    key = forms.CharField(max_length=60)

    def clean_slot(self) -> Any:
        try:
            moment = parse_datetime(self.cleaned_data["slot"])
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise forms.ValidationError(_("Choose one of the times."))
        return moment


class ResultForm(RefusingForm):
    result = forms.ChoiceField(label=pgettext_lazy("mediation", "What came of it"), choices=SessionResult.choices)
    note = forms.CharField(
        label=_("For yourself"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Neither side reads it."),
    )  # fmt: skip


class AgreementWordsForm(RefusingForm):
    form = forms.ChoiceField(label=_("How it is made"), choices=AgreementForm.choices, widget=forms.RadioSelect)
    facts = forms.CharField(
        label=_("What it was about, as all see it"), max_length=MOST_WORDS, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    terms = forms.CharField(
        label=_("What all agree to"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Who does what, by when, and how. No telephone numbers: all sides get the paper."),
    )  # fmt: skip


class SignatureForm(RefusingForm):
    """On the spot: who has signed before the mediator's eyes, and the signed paper where there is one."""

    whose = forms.MultipleChoiceField(label=_("Has signed before my eyes"), widget=forms.CheckboxSelectMultiple)
    version = forms.IntegerField(widget=forms.HiddenInput)
    paper = forms.FileField(
        label=_("The signed paper"), required=False, help_text=_("A photo or a PDF. All sides can open it.")
    )

    def __init__(self, *args: Any, sides: Iterable[Side], **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [(str(side.of), f"{side.get_of_display()} · {side.name}") for side in sides]
        self.fields["whose"].choices = [*listed, ("mediator", _("I myself"))]  # type: ignore[attr-defined]


class ReferralForm(RefusingForm):
    ground = forms.ChoiceField(label=_("Why it cannot be mediated"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        listed = [(code, title) for code, (title, _where) in grounds().items()]
        self.fields["ground"].choices = listed  # type: ignore[attr-defined]


class VisitForm(RefusingForm):
    result = forms.ChoiceField(label=_("Is it kept?"), choices=Kept.choices)
    note = forms.CharField(
        label=_("For yourself"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


OF_AUDITORS = (LookReason.AUDIT, LookReason.COMPLAINT)


class LookForm(RefusingForm):
    """Why it is opened: a head for the work of the committee, an auditor to look into it."""

    reason = forms.ChoiceField(label=_("Why you open it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, is_head: bool, is_auditor: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (reason.value, reason.label) for reason in LookReason
            if (is_head and reason != LookReason.AUDIT) or (is_auditor and reason in OF_AUDITORS)
            or not (is_head or is_auditor)  # who may not look at all is refused by the verb
        ]  # fmt: skip
