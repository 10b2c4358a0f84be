from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.enums import Datum
from linli.grid.forms.fields import RefusingForm


class FileForm(RefusingForm):
    """A workbook of grids and posts, or the same with outlines as GeoJSON."""

    beside = {"grid_file_unreadable": "file"}

    file = forms.FileField(
        label=_("Workbook (XLSX), or outlines and posts (GeoJSON)"),
        help_text=_(
            "The same format as the export. GeoJSON: the properties “code”, for a new grid “name”, and “posts” where you bring them."
        ),
    )
    datum = forms.ChoiceField(
        label=_("Coordinates in"), choices=Datum.choices, initial=Datum.CGCS2000, help_text=_("Only for GeoJSON.")
    )
