"""One list of all villages and communities by town, so that a form that asks for one works without script."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.areas.queries.map import area_map, towns, villages_of
from linli.common.widgets import PlainSelect

VILLAGE_DIGITS = 12


class VillageField(forms.CharField):
    """Gives the code of a village or community. Its form fills in `village_choices` each time it is drawn."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=15, widget=PlainSelect, **options)

    def clean(self, value: object) -> str:
        code = str(super().clean(value))
        if code and not is_village(code):
            raise forms.ValidationError(_("Choose a community from the list."))
        return code


def is_village(code: str) -> bool:
    return len(code) == VILLAGE_DIGITS and code in area_map()


def village_choices() -> list[tuple[str, str]]:
    """Every village with its town, in the order of their codes."""
    rows = [(village.code, f"{town.name} {village.name}") for town in towns() for village in villages_of(town.code)]
    return [("", _("Choose…")), *rows]
