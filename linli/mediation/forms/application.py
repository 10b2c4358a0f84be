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

MOST_NAME, MOST_WORDS, MOST_SAID, MOST_ADDRESS = 60, 2000, 300, 200
MORE = range(3, 7)  # the sides after the second, as the page numbers them


def _name(**options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(max_length=MOST_NAME, widget=widget, **options)


def _address(label: Any, *, help_text: Any = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=MOST_ADDRESS, required=False, widget=widget, help_text=help_text)


class ApplicationForm(RefusingForm):
    """What it is about, with whom, where."""

    beside = {
        "sides_needed": "other_phone", "place_for_mediation": "village", "tell_of_dispute": "words",
        "phone_faulty": "other_phone",
    }  # fmt: skip

    danger = forms.ChoiceField(
        label=_("Does any of this apply?"), widget=forms.RadioSelect,
        help_text=_("If any of these is so, it cannot be mediated; we say where to get help. What is ticked is not kept."),
    )  # fmt: skip
    sort = forms.ChoiceField(
        label=pgettext_lazy("mediation", "What is it about"), choices=[("", _("Choose…")), *Sort.choices]
    )
    village = VillageField(label=_("Which community’s committee should mediate"))
    place = forms.CharField(
        label=_("The house, land or shop it is about"), max_length=MOST_ADDRESS, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("What happened, and what you would like"), max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5}), help_text=_("Only the committee and your mediator read this."),
    )  # fmt: skip
    other_name = _name(label=_("Name of the other side"))
    other_phone = PhoneField(
        label=_("Telephone of the other side"),
        help_text=_("Used to ask whether they agree to mediation. Stored encrypted."),
    )
    other_address = _address(_("Address of the other side"))
    said = forms.CharField(
        label=_("A sentence for the other side"), max_length=MOST_SAID, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The other side reads this and your name; never your telephone or address."),
    )  # fmt: skip
    name = _name(label=_("Your name"))
    address = _address(_("Your address"), help_text=_("Only the committee and your mediator read this."))
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account
        listed = [(code, title) for code, (title, _where) in grounds().items()]
        self.fields["danger"].choices = [*listed, (NONE, pgettext_lazy("mediation", "None of these"))]  # type: ignore[attr-defined]
        for number in MORE:
            self.fields[f"other_name{number}"] = _name(label=pgettext_lazy("another side", "Name"), required=False)
            self.fields[f"other_phone{number}"] = PhoneField(
                label=pgettext_lazy("another side", "Telephone"), required=False
            )
            self.fields[f"other_address{number}"] = _address(pgettext_lazy("another side", "Address"))
        self.fields["village"].widget.choices = village_choices()
        if account is not None and account.name:
            self.fields["name"].initial = account.name

    @property
    def referred(self) -> tuple[str, str] | None:
        """The ground that was ticked and where to go: asked before anything else, whatever else is missing."""
        return grounds().get(str(self.data.get("danger", ""))) if self.is_bound else None

    def application(self) -> Application:
        said = self.cleaned_data
        first = Person(said["name"], address=said["address"], account=self.account)
        return Application(
            sort=Sort(said["sort"]), words=said["words"], said=said["said"], area=said["village"], first=first,
            others=self.others(), place=said["place"], key=said["key"] or None,
        )  # fmt: skip

    def others(self) -> tuple[Person, ...]:
        """With whom: the second side, and the further ones of whom anything was written."""
        said = self.cleaned_data
        rows = [tuple(said[f"other_{part}{number}"] for part in ("name", "phone", "address")) for number in ("", *MORE)]
        return tuple(Person(*row) for number, row in enumerate(rows) if not number or any(part.strip() for part in row))

    def more(self) -> list[list[forms.BoundField]]:
        """The fields of the further sides, side by side, as the page draws them."""
        return [[self[f"other_{part}{number}"] for part in ("name", "phone", "address")] for number in MORE]

    def plain(self) -> list[forms.BoundField]:
        """The fields that stand by themselves."""
        further = {field.name for side in self.more() for field in side}
        return [field for field in self if field.name not in further]


class CounterForm(ApplicationForm):
    """The same, typed for one or all who stand at the counter."""

    is_joint = forms.BooleanField(
        label=_("All sides are here and all want it"), required=False,
        help_text=_("Then nobody has to be invited."),
    )  # fmt: skip
    phone = PhoneField(label=_("Telephone of who applies"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = pgettext_lazy("counter", "Name of who applies")
        self.fields["address"].label = pgettext_lazy("counter", "Address of who applies")
        self.fields["address"].help_text = pgettext_lazy("counter", "Only the committee and the mediator read this.")
        self.fields["words"].label = pgettext_lazy("counter", "What happened, and what they would like")
        self.fields["words"].help_text = _("Only the committee and the mediator read this. You do not see it again.")
        self.fields["said"].help_text = pgettext_lazy(
            "counter", "The other side reads this and the name of who applies; never their telephone or address."
        )
        order = [
            "danger",
            "is_joint",
            "sort",
            "village",
            "place",
            "name",
            "phone",
            "address",
            "words",
            "other_name",
            "other_phone",
            "other_address",
            "said",
        ]
        self.order_fields(order)

    def application(self) -> Application:
        from dataclasses import replace

        said = self.cleaned_data
        first = Person(said["name"], said["phone"], said["address"])
        return replace(super().application(), first=first, is_joint=said["is_joint"], source=Source.WINDOW)
