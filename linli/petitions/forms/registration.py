"""Writing a petition down: by whoever has it, or by a clerk for whoever comes, writes or calls."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.areas.villages import VillageField, village_choices
from linli.common.widgets import PlainSelect
from linli.people.enums import UnitKind
from linli.people.models import Account
from linli.people.queries.unit import office_of, unit_map
from linli.petitions.domain.registration import MOST_REPRESENTATIVES, Person, Taken
from linli.petitions.enums import Aim, Way
from linli.petitions.forms.fields import PhoneField, RefusingForm, words_field

MOST_NAME, MOST_ADDRESS, MOST_WISH, MOST_WORDS, MOST_PEOPLE = 60, 200, 1000, 6000, 9999
VILLAGE, TOWN = "village", "town"


class PetitionForm(RefusingForm):
    """What is asked for, what has happened, where, and who."""

    beside = {
        "place_for_petition": "village", "tell_of_petition": "words", "petitioner_needed": "name",
        "too_many_representatives": "people",
    }  # fmt: skip

    aim = forms.ChoiceField(
        label=_("What do you want"), choices=Aim.choices, widget=forms.RadioSelect, initial=Aim.CLAIM
    )
    village = VillageField(label=_("Which village or community takes it"))
    wish = words_field(_("What you ask for"), most=MOST_WISH, rows=2)
    words = words_field(_("What has happened, and why you ask"), most=MOST_WORDS, rows=7)
    about = forms.ChoiceField(
        label=_("Is it about a unit"), required=False, widget=PlainSelect,
        help_text=_("Then that unit neither receives nor sees it."),
    )  # fmt: skip
    people = forms.IntegerField(
        label=_("How many people stand behind it"), min_value=1, max_value=MOST_PEOPLE, initial=1,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Those who come together choose at most 5 of them to speak."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Your name"), max_length=MOST_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    address = forms.CharField(label=_("Your address"), max_length=MOST_ADDRESS, required=False)
    is_hidden = forms.BooleanField(
        label=_("Keep my identity from the body in charge"), required=False,
        help_text=_("It then reads a summary by the community, without name, telephone or papers. Some matters cannot be looked into that way; then you are asked first."),
    )  # fmt: skip
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account
        self.fields["village"].widget.choices = village_choices()
        units = [unit for unit in unit_map().values() if unit.kind == UnitKind.DEPARTMENT]
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", _("No, or none of these")), (VILLAGE, _("the village or community chosen above")),
            (TOWN, _("its town or subdistrict")), *((str(unit.id), unit.words) for unit in units),
        ]  # fmt: skip
        if account is not None and account.name:
            self.fields["name"].initial = account.name

    def about_unit(self) -> UUID | None:
        said = self.cleaned_data
        if said["about"] in (VILLAGE, TOWN):
            kind = UnitKind.VILLAGE_OFFICE if said["about"] == VILLAGE else UnitKind.TOWN_OFFICE
            office = office_of(said["village"] if said["about"] == VILLAGE else said["village"][:9], kind)
            return office.id if office else None
        return UUID(said["about"]) if said["about"] else None

    def persons(self) -> tuple[Person, ...]:
        said = self.cleaned_data
        return (Person(said["name"], address=said["address"], account=self.account),)

    def taken(self, basket: UUID | None = None) -> Taken:
        said = self.cleaned_data
        return Taken(
            aim=Aim(said["aim"]), wish=said["wish"], words=said["words"], persons=self.persons(), area=said["village"],
            way=Way(said.get("way") or Way.ONLINE), people=said["people"], is_hidden=said["is_hidden"],
            about_unit=self.about_unit(), basket=basket, key=said["key"] or None,
        )  # fmt: skip


class CounterForm(PetitionForm):
    """The same, written down by a clerk: a visit or call as said, a letter as it came, with at most five who speak."""

    beside = {**PetitionForm.beside, "petitioner_needed": "name1", "phone_faulty": "phone1"}
    way = forms.ChoiceField(
        label=pgettext_lazy("petition", "How it came"), widget=forms.RadioSelect, initial=Way.VISIT,
        choices=[choice for choice in Way.choices if choice[0] != Way.ONLINE],
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["name"], self.fields["address"]
        self.fields["aim"].label = pgettext_lazy("counter", "What is wanted")
        self.fields["wish"].label = pgettext_lazy("counter", "What is asked for")
        self.fields["words"].label = pgettext_lazy("counter", "What was said, or what the letter says")
        self.fields["words"].help_text = _(
            "As it was said, in the person’s own words; it is read back and signed on the receipt."
        )
        self.fields["is_hidden"].label = pgettext_lazy("counter", "The identity is to be kept from the body in charge")
        self.fields["is_hidden"].help_text = _("The body then reads a summary that you write when you pass it on.")
        for number in range(1, MOST_REPRESENTATIVES + 1):
            self.fields[f"name{number}"] = forms.CharField(
                label=pgettext_lazy("petition", "Name"), max_length=MOST_NAME, required=number == 1,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"phone{number}"] = PhoneField(label=_("Telephone"), required=False)
            self.fields[f"address{number}"] = forms.CharField(
                label=pgettext_lazy("petition", "Address"), max_length=MOST_ADDRESS, required=False
            )
        self.order_fields(["way", "aim", "village", "wish", "words", "about", "people"])

    def representatives(self) -> list[list[forms.BoundField]]:
        """The fields person by person, as the page draws them."""
        return [
            [self[f"{part}{number}"] for part in ("name", "phone", "address")]
            for number in range(1, MOST_REPRESENTATIVES + 1)
        ]  # fmt: skip

    def persons(self) -> tuple[Person, ...]:
        said = self.cleaned_data
        rows = ((said[f"name{n}"], said[f"phone{n}"], said[f"address{n}"]) for n in range(1, MOST_REPRESENTATIVES + 1))
        return tuple(Person(*row) for row in rows if any(part.strip() for part in row))
