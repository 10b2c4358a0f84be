from typing import Any

from django import forms

from linli.common.errors import Refusal


class RefusingForm(forms.Form):
    """A form that shows a refusal of the verb beside the field it is about."""

    beside: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


def choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, **options)


def many(label: Any, choices: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **options
    )


def line(label: Any, most: int, *, required: bool = False, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, **options)


def lines(label: Any, most: int, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=False, widget=forms.Textarea(attrs={"rows": rows}), **options
    )


def yes(label: Any, **options: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, **options)
