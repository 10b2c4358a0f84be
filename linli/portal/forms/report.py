"""The one form for reporting: residents fill it in for themselves; `typed_report` is the same, typed by staff."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.areas.queries.map import area_map, towns, villages_of
from linli.cases.domain.opening import MOST_PLACE, MOST_WORDS, Report, find_place
from linli.cases.domain.party import Person
from linli.cases.enums import Source
from linli.cases.errors import KindUnknown, PlaceNeeded, PlaceOutside, WordsNeeded, WordsTooLong
from linli.cases.queries.procedure import kind_map
from linli.common.errors import Refusal
from linli.people.enums import UnitKind
from linli.people.models import Account
from linli.people.phones import normalise_phone
from linli.people.queries.unit import office_of, unit_map
from linli.portal.forms.fields import Lines, Number
from linli.portal.queries.kinds import is_complaint, is_offered, kind_choices

MOST_NAME = 60
ABOUT = (UnitKind.TOWN_OFFICE, UnitKind.DEPARTMENT, UnitKind.CITY_OFFICE, UnitKind.HOTLINE)


class ReportForm(forms.Form):
    """What, where, in words, and who. Every fault is told at once, beside what is wrong."""

    to_staff = False

    kind = forms.CharField(
        label=pgettext_lazy("report", "What is it about"),
        max_length=60,
        error_messages={"required": KindUnknown.sentence},
    )
    kind_words = forms.CharField(required=False, max_length=80)
    town = forms.CharField(label=_("Town or subdistrict"), required=False, widget=forms.Select)
    village = forms.CharField(label=_("Village or community"), required=False, widget=forms.Select)
    address = forms.CharField(
        label=_("Where exactly"),
        required=False,
        help_text=_("A gate, a shop, the number of a lamp post. The name of the community is enough to find it."),
    )
    longitude = Number(required=False)
    latitude = Number(required=False)
    accuracy = Number(required=False)
    words = Lines(
        label=_("Say it in your own words"),
        error_messages={"required": WordsNeeded.sentence},
        help_text=_("What you see, since when, whom it troubles. Phone and ID numbers in it are masked automatically."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    about_unit = forms.CharField(
        label=_("Which unit is it about"),
        required=False,
        help_text=_("That unit does not handle the complaint and never sees who you are."),
        widget=forms.Select,
    )
    name = forms.CharField(
        label=pgettext_lazy("of a person", "Name"),
        required=False,
        max_length=MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    is_confidential = forms.BooleanField(label=_("Do not show the unit who I am"), required=False)
    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    account = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sender = account
        self._offer_places()
        self._offer_units()

    def said(self, name: str) -> str:
        """What stands in a field now, typed or given."""
        return str(self[name].value() or "").strip()

    @property
    def kinds(self) -> list[tuple[str, str, str]]:
        return kind_choices(self.said("kind_words"), chosen=self.said("kind"), to_staff=self.to_staff)

    @property
    def is_complaint(self) -> bool:
        return is_complaint(self.said("kind"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "kind" in said and not is_offered(kind_map().get(said["kind"]), to_staff=self.to_staff):
            self.add_error("kind", str(KindUnknown()))
        self._check_words(said)
        self._check_place(said)
        self._check_phone(said)
        return said

    def _check_words(self, said: dict[str, Any]) -> None:
        words, address = said.get("words", ""), said.get("address", "")
        if len(words) > MOST_WORDS:
            self.add_error("words", str(WordsTooLong(most=MOST_WORDS)))
        if len(address) > MOST_PLACE:
            self.add_error("address", str(WordsTooLong(most=MOST_PLACE)))

    def _check_place(self, said: dict[str, Any]) -> None:
        try:
            said["found"] = find_place(self._report(said, None))
        except (PlaceNeeded, PlaceOutside) as refusal:
            self.add_error("address", str(refusal))

    def _check_phone(self, said: dict[str, Any]) -> None:
        if not said.get("phone"):
            return
        try:
            said["phone"] = normalise_phone(said["phone"])
        except Refusal as refusal:
            self.add_error("phone", str(refusal))

    def report(self, basket: UUID) -> Report:
        """Return what is reported, once the form holds."""
        return self._report(self.cleaned_data, basket)

    def _report(self, said: dict[str, Any], basket: UUID | None) -> Report:
        return Report(
            kind=said.get("kind", ""), words=said.get("words", ""), place=said.get("address", ""),
            area=self._area(said), lon=said.get("longitude"), lat=said.get("latitude"), source=self.source(said),
            reporter=self._person(said), account=self.sender,
            is_confidential=said.get("is_confidential", False) or is_complaint(said.get("kind", "")),
            about_unit=self._about(said), basket=basket, key=said.get("key") or None,
        )  # fmt: skip

    def source(self, said: dict[str, Any]) -> Source:  # noqa: ARG002  (staff choose one)
        return Source.PORTAL

    def _person(self, said: dict[str, Any]) -> Person:
        known = self.sender
        return Person(
            name=said.get("name") or (known.name if known else ""),
            phone=said.get("phone") or (known.phone if known else ""),
        )

    def _area(self, said: dict[str, Any]) -> str:
        town, village = str(said.get("town", "")), str(said.get("village", ""))
        # Without script the community may be left over from the town chosen before.
        return village if village and (not town or village.startswith(town)) else town

    def _about(self, said: dict[str, Any]) -> UUID | None:
        if not is_complaint(said.get("kind", "")):
            return None
        try:
            number = UUID(said.get("about_unit", ""))
        except ValueError:
            return None
        return number if number in unit_map() else None

    def _offer_places(self) -> None:
        nothing = ("", _("Choose one"))
        self.fields["town"].widget.choices = [nothing, *((town.code, town.name) for town in towns())]
        self.fields["village"].widget.choices = village_choices(self.said("town"))

    def _offer_units(self) -> None:
        today = localdate()
        units = [unit for unit in unit_map().values() if unit.kind in ABOUT and unit.is_open(today)]
        near = office_of(self.said("village"), UnitKind.VILLAGE_OFFICE) if self.said("village") else None
        shown = [near, *units] if near else units
        self.fields["about_unit"].widget.choices = [
            ("", _("Not listed, or I do not know")), *((str(unit.id), unit.words) for unit in shown)
        ]  # fmt: skip


def village_choices(town: str) -> list[tuple[str, Any]]:
    """The villages and communities of a town; before one is chosen, what to do."""
    facts = area_map().get(town)
    if facts is None:
        return [("", _("Choose the town first"))]
    return [("", _("Choose one")), *((village.code, village.name) for village in villages_of(town))]
