"""What the forms of petitions share."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal
from linli.common.widgets import PlainSelect
from linli.people.enums import UnitKind
from linli.people.phones import normalise_phone
from linli.people.queries.unit import unit_map

BODIES = (UnitKind.TOWN_OFFICE, UnitKind.DEPARTMENT, UnitKind.CITY_OFFICE)


class RefusingForm(forms.Form):
    """A form that shows a refusal of the verb beside the field it is about."""

    beside: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


class PhoneField(forms.CharField):
    """Gives a number in E.164, or ""."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"})
        super().__init__(max_length=40, widget=widget, **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        try:
            return normalise_phone(text)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


def words_field(label: Any, *, most: int, rows: int = 4, required: bool = True, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget, help_text=help_text)


class UnitField(forms.ChoiceField):
    """Gives the number of a unit, or None."""

    widget = PlainSelect

    def clean(self, value: Any) -> UUID | None:
        text = super().clean(value)
        return UUID(text) if text else None


def body_choices(*, first: str = "", without: Iterable[UUID | None] = ()) -> list[tuple[str, Any]]:
    """The bodies that may decide, those of a town first; `first`: the code of its area."""
    left_out = set(without)
    units = [unit for unit in unit_map().values() if unit.kind in BODIES and unit.id not in left_out]
    near = [unit for unit in units if unit.area == first]
    ordered = [*near, *(unit for kind in (UnitKind.DEPARTMENT, UnitKind.CITY_OFFICE, UnitKind.TOWN_OFFICE)
                        for unit in units if unit.kind == kind and unit not in near)]  # fmt: skip
    return [("", _("Choose…")), *((str(unit.id), unit.words) for unit in ordered)]
