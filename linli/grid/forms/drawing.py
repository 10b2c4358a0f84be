from typing import Any

import numpy as np
from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.datum import to_wgs84
from linli.areas.enums import Datum
from linli.areas.queries.map import AreaFacts
from linli.grid.domain.drawing import Corner, Drawn
from linli.grid.enums import DrawnDeed
from linli.grid.forms.fields import RefusingForm, words_field
from linli.grid.geojson import SHIFTED

MOST_POINTS = 500


class DrawingForm(RefusingForm):
    """What is drawn, as coordinates: the map writes them, and they can be typed."""

    beside = {"parts_wrong": "points", "grid_reason_needed": "reason"}

    deed = forms.ChoiceField(
        label=_("What to do"), choices=DrawnDeed.choices, widget=forms.RadioSelect, initial=DrawnDeed.SPLIT
    )
    points = words_field(
        5, label=_("Coordinates"), max_length=20_000,
        help_text=_("One point a line: longitude, latitude. To move a corner: where it is, then where it goes, four numbers."),
    )  # fmt: skip
    datum = forms.ChoiceField(
        label=_("Coordinates in"), choices=Datum.choices, initial=Datum.WGS84, help_text=_("The map writes WGS-84.")
    )
    names = words_field(
        2, label=_("Names, one a line"), required=False, max_length=600,
        help_text=_("Of the parts, the largest first, or of the new grid."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Stands in the history of the grid."))

    def __init__(self, *args: Any, facts: AreaFacts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts = facts

    def clean_points(self) -> list[list[float]]:
        rows = [row.replace(",", " ").replace("，", " ").split() for row in self.cleaned_data["points"].splitlines()]
        width = 4 if self.data.get("deed") == DrawnDeed.EDGE else 2
        try:
            found = [[float(value) for value in row] for row in rows if row]
        except ValueError:
            found = []
        if not found or len(found) > MOST_POINTS or any(len(row) != width or not _are_degrees(row) for row in found):
            said = _("Each line needs %(n)s numbers: longitude and latitude in degrees.") % {"n": width}
            raise forms.ValidationError(said)
        return found

    def drawn(self) -> Drawn:
        said, datum = self.cleaned_data, self.cleaned_data["datum"]
        pairs = [[_corner(row[place : place + 2], datum) for place in range(0, len(row), 2)] for row in said["points"]]
        deed = DrawnDeed(said["deed"])
        return Drawn(
            deed=deed, reason=said["reason"],
            names=tuple(name for line in said["names"].splitlines() if (name := line.strip())),
            points=() if deed == DrawnDeed.EDGE else tuple(pair[0] for pair in pairs),
            moves=tuple((pair[0], pair[1]) for pair in pairs) if deed == DrawnDeed.EDGE else (),
        )  # fmt: skip


def _are_degrees(row: list[float]) -> bool:
    return all(-180 <= lon <= 180 for lon in row[::2]) and all(-85 <= lat <= 85 for lat in row[1::2])


def _corner(pair: list[float], datum: str) -> Corner:
    if datum not in SHIFTED:
        return pair[0], pair[1]
    lon, lat = to_wgs84(np.array(pair[:1]), np.array(pair[1:]), datum)
    return float(lon[0]), float(lat[0])
