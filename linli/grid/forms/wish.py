from typing import Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.grid.domain.wish import MOST, ForSomebody
from linli.grid.forms.fields import PhoneField, RefusingForm, day_field, words_field


class WishForm(RefusingForm):
    """A wish in a few words; everybody reads them, so they say nothing about who wishes."""

    beside = {"words_missing": "words"}

    words = words_field(
        3, label=_("What you wish for"), max_length=MOST,
        help_text=_("Everybody reads it: what, not who. No names, numbers, illness or income."),
    )  # fmt: skip
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4().hex} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class WishForForm(WishForm):
    """A wish of somebody who cannot or will not make it themselves, and agreed."""

    beside = {"words_missing": "words", "name_needed": "name", "consent_needed": "consent_on"}

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"), max_length=60, help_text=_("Kept sealed; shown masked."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Kept sealed; shown masked."))
    consent_on = day_field(label=_("Consent given on"), initial=localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What is wished for")

    def whom(self) -> ForSomebody:
        return ForSomebody(**{name: self.cleaned_data[name] for name in ("name", "phone", "consent_on")})


class PutUpForm(RefusingForm):
    beside = {"words_missing": "words"}

    words = words_field(
        3, label=_("As everybody will read it"), max_length=MOST,
        help_text=_("Take out whatever says who it is or why they need it."),
    )  # fmt: skip


class WishRefusalForm(RefusingForm):
    beside = {"reason_needed": "reason"}

    reason = forms.CharField(label=_("Why it is not put up"), max_length=200, help_text=_("Whoever wished reads it."))


class ClaimForm(RefusingForm):
    """By whom it is taken on: the voluntary posts of the grid."""

    beside = {"no_voluntary_post": "post"}

    post = forms.ChoiceField(label=_("Who takes it on"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", _("Choose one")), *choices]  # type: ignore[attr-defined]


class ThanksForm(RefusingForm):
    beside = {"words_missing": "words"}

    words = words_field(
        2,
        label=_("A sentence of thanks"),
        max_length=MOST,
        help_text=_("Only whoever fulfilled it and the grid read it."),
    )
