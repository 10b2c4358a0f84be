from django import forms
from django.utils.translation import gettext_lazy as _

from linli.cases.enums import GRID_MATTER
from linli.cases.forms.kind import KindField
from linli.grid.forms.fields import PhoneField, RefusingForm, words_field


class MessageForm(RefusingForm):
    """What somebody wants whoever looks after the grid to know."""

    beside = {"words_missing": "words"}

    words = words_field(4, label=_("Your message"), max_length=600)
    phone = PhoneField(
        label=_("Telephone to call you back"), required=False,
        help_text=_("Only whoever answers sees it, on record. Deleted with the message after half a year."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )  # fmt: skip


class AnswerForm(RefusingForm):
    beside = {"words_missing": "answer"}

    answer = words_field(label=_("How it was answered"), max_length=600, help_text=_("No names and no numbers."))


class MatterForm(RefusingForm):
    beside = {"no_such_kind": "kind"}

    kind = KindField(procedure=GRID_MATTER, label=_("Kind of matter"))


class WordsForm(RefusingForm):
    beside = {"words_missing": "covers"}

    covers = words_field(
        4, label=_("What the grid covers"), max_length=600,
        help_text=_("Streets, buildings, groups of villagers: so that everybody knows whether they live in it. Shown to all."),
    )  # fmt: skip
