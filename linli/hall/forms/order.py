"""The forms of menus and orders: a line of a menu, what is ordered, whom it is offered to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from linli.cases.domain.party import Person
from linli.common.errors import Refusal
from linli.hall.domain.menu import MOST_DAYS, EntryWords
from linli.hall.forms.application import DayInput
from linli.hall.forms.refusing import RefusingForm, choice, line, lines, yes
from linli.hall.order_enums import BroughtBy, OfferedTo
from linli.people.models import Account
from linli.people.phones import normalise_phone
from linli.people.queries.unit import UnitFacts


class EntryForm(RefusingForm):
    """A line of a menu."""

    beside = {"entry_name_needed": "name", "entry_days": "active_until", "entry_due": "days",
              "entry_take_due": "take_days"}  # fmt: skip

    name = line(_("What it is called"), 60, required=True, error_messages={"required": _("Write what it is called.")})
    name_en = line(_("In English"), 100)
    about = lines(_("What it is"), 300, rows=3)
    for_whom = line(pgettext_lazy("menu", "For whom"), 100)
    when = line(pgettext_lazy("menu", "When"), 100)
    brought_by = choice(_("Who provides it"), BroughtBy.choices, widget=forms.RadioSelect)
    days = forms.IntegerField(label=_("Working days until it is done"), min_value=1, max_value=MOST_DAYS)
    take_days = forms.IntegerField(
        label=_("Working days until somebody has taken it"), min_value=1, max_value=MOST_DAYS,
        help_text=_("From the offer on. The centre is reminded before it ends; after it the supervisor is told."),
    )  # fmt: skip
    needs_address = yes(_("It is done at the resident’s, so an address is needed"))
    active_from = forms.DateField(label=_("From"), required=False, widget=DayInput(), help_text=_("Empty: from today."))
    active_until = forms.DateField(label=_("Last day"), required=False, widget=DayInput())

    def said(self) -> EntryWords:
        said = self.cleaned_data
        return EntryWords(**{**said, "brought_by": BroughtBy(said["brought_by"])})


class WithdrawForm(RefusingForm):
    """Why a line is taken off the menu."""

    reason = line(_("Why it is withdrawn; residents read it"), 200)


class OrderForm(RefusingForm):
    """What somebody orders. What the account holds is used, unseen, where nothing is typed at the counter."""

    beside = {"order_address_needed": "address", "words_needed": "words"}

    words = forms.CharField(
        label=_("What you need"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write in a few words what is needed.")},
    )  # fmt: skip
    suits = line(_("When it suits"), 100, help_text=_("Such as: weekday afternoons."))
    address = line(_("Address"), 200, required=True, error_messages={"required": _("Write the address to come to.")})
    name = line(pgettext_lazy("order", "Name"), 60, required=True, error_messages={"required": _("Write the name.")})
    phone = line(_("Telephone"), 30, required=True, error_messages={"required": _("Write a phone number.")},
                 widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))  # fmt: skip
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, needs_address: bool, known: Account | None = None, at_counter: bool = False, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.known = known
        for name in ("name", "phone"):
            self.fields[name].required = not (known and getattr(known, name))
        if not needs_address:
            del self.fields["address"]
        if at_counter:
            self.fields["words"].label = pgettext("order", "What is needed")

    def clean_phone(self) -> str:
        if not self.cleaned_data["phone"].strip():
            return ""
        try:
            return normalise_phone(self.cleaned_data["phone"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    @property
    def person(self) -> Person:
        said, known = self.cleaned_data, self.known
        found = [said[name] or (getattr(known, name) if known else "") for name in ("name", "phone")]
        return Person(name=found[0], phone=found[1])


class OfferOrderForm(RefusingForm):
    """Whom an order is offered to."""

    beside = {"unit_needed": "unit", "same_unit": "unit", "unit_concerned": "unit"}

    to = choice(_("Offer it to"), [(one.value, capfirst(one.label)) for one in OfferedTo], widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=_("Which unit"), required=False)
    note = line(_("A word to whoever reads the order"), 200)

    def __init__(self, *args: Any, units: Sequence[UnitFacts] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].choices = [("", _("None"))] + [(str(one.id), one.words) for one in units]  # type: ignore[attr-defined]


class TakeForm(RefusingForm):
    """On whose behalf staff take it."""

    beside = {"taker_needed": "for_whom"}

    for_whom = line(_("For which organisation"), 100,
                    help_text=_("Its name, never that of a person. Empty: your own office takes it."))  # fmt: skip


class OrderNoteForm(RefusingForm):
    """A reason, or what was done."""

    beside = {"note_needed": "note"}

    note = forms.CharField(
        label=_("In a few words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
