"""The residents' form as staff type it for a caller, a visitor or a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.cases.enums import Source
from linli.portal.forms.report import ReportForm
from linli.portal.rules import SOURCES_TYPED


class TypedReportForm(ReportForm):
    """The same, typed by staff for somebody else: the door it came in by, and the caller's name and phone."""

    to_staff = True

    source_door = forms.ChoiceField(
        label=_("How did it reach you"),
        choices=[(source.value, source.label) for source in SOURCES_TYPED],
        widget=forms.RadioSelect,
    )
    field_order = ["source_door"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_confidential"].label = _("Do not show the unit who reports")
        self.fields["about_unit"].help_text = _("That unit does not handle the complaint and never sees who complains.")
        self.fields["words"].label = _("In the reporter's words")

    def source(self, said: dict[str, Any]) -> Source:
        door = said.get("source_door", "")
        return Source(door) if door in Source.values else Source.WINDOW
