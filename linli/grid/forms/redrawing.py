from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.enums import Datum
from linli.areas.queries.map import AreaFacts, area_map, area_path, grids_of
from linli.grid.domain.redrawing import Part
from linli.grid.forms.fields import RefusingForm, words_field
from linli.grid.geojson import read_geojson


class ChangeForm(RefusingForm):
    """What all changes of a grid ask for: why."""

    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Stands in the history of the grid."))

    def __init__(self, *args: Any, facts: AreaFacts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts = facts
        self.order_fields([name for name in self.fields if name != "reason"])


class RenameForm(ChangeForm):
    beside = {"grid_reason_needed": "reason"}

    name = forms.CharField(label=_("New name"), max_length=100)


class MergeForm(ChangeForm):
    beside = {"not_of_one_village": "grids"}

    grids = forms.MultipleChoiceField(
        label=_("Which grids become part of this one"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, facts: AreaFacts, **kwargs: Any) -> None:
        super().__init__(*args, facts=facts, **kwargs)
        others = [(one.code, f"{one.name} {one.code}") for one in grids_of(facts.parent) if one.code != facts.code]
        self.fields["grids"].choices = others  # type: ignore[attr-defined]


class SplitForm(ChangeForm):
    """Parts as outlines in a GeoJSON file, or by name alone where the grid is not drawn."""

    beside = {"parts_wrong": "file", "grid_file_unreadable": "file"}

    file = forms.FileField(
        label=_("Outlines of the parts (GeoJSON)"), required=False,
        help_text=_("One polygon a part, each with the property “name”."),
    )  # fmt: skip
    datum = forms.ChoiceField(label=_("Coordinates in"), choices=Datum.choices, initial=Datum.CGCS2000)
    names = words_field(
        3, label=_("Or only names, one a line"), required=False, help_text=_("Where the grid has no outline.")
    )

    def parts(self) -> list[Part]:
        """Raises FileUnreadable."""
        file = self.cleaned_data["file"]
        if file is None:
            return [Part(name) for line in self.cleaned_data["names"].splitlines() if (name := line.strip())]
        features = read_geojson(file.read(), datum=self.cleaned_data["datum"])
        return [Part(feature.words.get("name", ""), feature.shape) for feature in features]


class MoveForm(ChangeForm):
    village = forms.ChoiceField(label=_("To which village or community"))
    name = forms.CharField(label=_("Name there"), max_length=100, required=False, help_text=_("Empty: as it is now."))

    def __init__(self, *args: Any, facts: AreaFacts, **kwargs: Any) -> None:
        super().__init__(*args, facts=facts, **kwargs)
        near = [
            one for one in area_map().values() if one.is_active and len(one.code) == 12 and one.code != facts.parent
        ]
        near.sort(key=lambda one: (one.code[:9] != facts.code[:9], one.code))
        choices = [("", _("Choose one")), *((one.code, " ".join(area_path(one.code))) for one in near)]
        self.fields["village"].choices = choices  # type: ignore[attr-defined]
