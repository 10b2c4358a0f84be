"""Fields that several forms of the grid share."""

from typing import Any

from django import forms

from linli.cases.queries.kinds import find_kinds
from linli.cases.queries.procedure import kind_map
from linli.common.errors import Refusal
from linli.grid.errors import NoSuchKind
from linli.people.phones import normalise_phone


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


def words_field(rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **options)


class PhoneField(forms.CharField):
    """Gives a number in E.164, or ""."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(max_length=40, **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        try:
            return normalise_phone(text)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


class RefusingForm(forms.Form):
    """A form that shows a refusal of the verb beside the field it is about."""

    beside: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


class KindField(forms.CharField):
    """Gives the code of a grid matter, written by name, initials or code."""

    def __init__(self, **options: Any) -> None:
        attributes = {"list": "grid-kinds", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=120, widget=forms.TextInput(attrs=attributes), **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        known = kind_map()
        last = text.split()[-1]
        if last in known and known[last].procedure_code == "grid_matter":
            return last
        found = find_kinds(text, procedure="grid_matter", limit=1)
        if not found:
            raise forms.ValidationError(str(NoSuchKind.sentence))
        return found[0].code


def kind_suggestions() -> list[str]:
    """Every grid matter by name and code, for the browser's own list."""
    return [
        f"{kind.name} {kind.code}"
        for kind in kind_map().values()
        if kind.is_active and kind.procedure_code == "grid_matter" and not kind.compartment
    ]
