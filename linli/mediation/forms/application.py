"""Applying for mediation, by a resident or typed at the counter. The first question is whether it may be mediated at all."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.areas.villages import VillageField, village_choices
from linli.cases.enums import Source
from linli.mediation.domain.application import Application, Person
from linli.mediation.enums import Sort
from linli.mediation.forms.fields import NONE, PhoneField, RefusingForm, grounds
from linli.people.models import Account

MOST_NAME, MOST_WORDS, MOST_SAID = 60, 2000, 300


def _name(**options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=MOST_NAME, widget=widget, **options)


class ApplicationForm(RefusingForm):
    """What it is about, with whom, where."""

    beside = {
        "sides_needed": "other_phone", "place_for_mediation": "village", "tell_of_dispute": "words",
        "phone_faulty": "other_phone",
    }  # fmt: skip

    danger = forms.ChoiceField(
        label=_("Is any of this so?"), widget=forms.RadioSelect,
        help_text=_("Then it cannot be mediated, and we say where you get help. What you tick here is not kept."),
    )  # fmt: skip
    sort = forms.ChoiceField(label=_("What is it about"), choices=[("", _("Choose…")), *Sort.choices])
    village = VillageField(label=_("Which community’s committee should mediate"))
    words = forms.CharField(
        label=_("What happened, and what you would like"), max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}), help_text=_("Only the committee and your mediator read this."),
    )  # fmt: skip
    other_name = _name(label=_("Name of the other side"))
    other_phone = PhoneField(
        label=_("Telephone of the other side"), help_text=_("It is asked there whether it agrees. Sealed.")
    )
    said = forms.CharField(
        label=_("A sentence for the other side"), max_length=MOST_SAID, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The other side reads this and your name; never your telephone or address."),
    )  # fmt: skip
    name = _name(label=_("Your name"))
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account
        listed = [(code, title) for code, (title, _where) in grounds().items()]
        self.fields["danger"].choices = [*listed, (NONE, _("None of this"))]  # type: ignore[attr-defined]
        self.fields["village"].widget.choices = village_choices()
        if account is not None and account.name:
            self.fields["name"].initial = account.name

    @property
    def referred(self) -> tuple[str, str] | None:
        """The ground that was ticked and where to go: asked before anything else, whatever else is missing."""
        return grounds().get(str(self.data.get("danger", ""))) if self.is_bound else None

    def application(self) -> Application:
        said = self.cleaned_data
        first = Person(said["name"], account=self.account)
        return Application(
            sort=Sort(said["sort"]), words=said["words"], said=said["said"], area=said["village"], first=first,
            second=Person(said["other_name"], said["other_phone"]), key=said["key"] or None,
        )  # fmt: skip


class CounterForm(ApplicationForm):
    """The same, typed for one or both who stand at the counter."""

    is_joint = forms.BooleanField(
        label=_("Both sides are here and both want it"), required=False,
        help_text=_("Then nobody has to be invited."),
    )  # fmt: skip
    phone = PhoneField(label=_("Telephone of who applies"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = pgettext_lazy("counter", "Name of who applies")
        self.fields["words"].help_text = _("Only the committee and the mediator read this. You do not see it again.")
        order = ["danger", "is_joint", "sort", "village", "name", "phone", "words", "other_name", "other_phone", "said"]
        self.order_fields(order)

    def application(self) -> Application:
        from dataclasses import replace

        said = self.cleaned_data
        first = Person(said["name"], said["phone"])
        return replace(super().application(), first=first, is_joint=said["is_joint"], source=Source.WINDOW)
