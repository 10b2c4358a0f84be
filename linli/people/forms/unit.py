"""A unit chosen by writing its name: the browser's own list of suggestions searches, with script and without."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.people.enums import UnitKind
from linli.people.queries.unit import UnitFacts, unit_map

LIST_ID = "units"


def suggestions(area: str = "") -> list[tuple[str, str]]:
    """The units worth suggesting for a place, as (name to write, what it is): departments, towns, the place's villages."""
    town = area[:9]
    near = [
        unit for unit in unit_map().values()
        if unit.kind != UnitKind.VILLAGE_OFFICE or (len(town) == 9 and unit.area.startswith(town))
    ]  # fmt: skip
    order = {UnitKind.TOWN_OFFICE: 2, UnitKind.VILLAGE_OFFICE: 0 if len(area) >= 12 else 3}
    near.sort(key=lambda unit: (order.get(unit.kind, 1), unit.area != town, unit.area, unit.code))
    return [(written(unit), str(unit.kind.label)) for unit in near]


def written(unit: UnitFacts) -> str:
    """How a unit is written so that it is known again: its name, with its code where two have the same."""
    return unit.words if len(_called(unit.words)) == 1 else f"{unit.words}（{unit.code}）"


def unit_of(text: str, *, near: str = "") -> UUID | None:
    """The unit that somebody wrote: by name, code or both; a namesake near the place goes first. None: nobody's name.

    The beginning of a name will do where one unit alone begins so.
    """
    said = text.strip()
    if not said:
        return None
    for unit in unit_map().values():
        if said in (unit.code, f"{unit.words}（{unit.code}）", f"{unit.name}（{unit.code}）"):
            return unit.id
    called = _called(said)
    if len(called) > 1 and near:
        called = [unit for unit in called if unit.area and near.startswith(unit.area)] or called
    called = called or _beginning(said)
    return called[0].id if len(called) == 1 else None


def _called(name: str) -> list[UnitFacts]:
    units: Iterable[UnitFacts] = unit_map().values()
    return [unit for unit in units if name in (unit.name, unit.name_en)]


def _beginning(text: str) -> list[UnitFacts]:
    """Units whose names begin so; none for less than three signs, by which nobody means a certain unit."""
    if len(text) < 3:
        return []
    known: Iterable[UnitFacts] = unit_map().values()
    return [unit for unit in known if unit.name.startswith(text) or unit.name_en.lower().startswith(text.lower())]


class UnitField(forms.CharField):
    """A text field that gives the UUID of a unit."""

    def __init__(self, *, near: str = "", **options: Any) -> None:
        self.near = near
        attributes = {"list": LIST_ID, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=160, widget=forms.TextInput(attrs=attributes), **options)

    def clean(self, value: object) -> UUID | None:
        text = super().clean(value)
        if not text:
            return None
        found = unit_of(str(text), near=self.near)
        if found is None:
            raise forms.ValidationError(_("No unit is called that. Choose one from the list that opens as you write."))
        return found
