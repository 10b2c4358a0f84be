"""A kind of matter chosen by writing: the browser's own list of suggestions searches, with script and without."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.cases.queries.kinds import find_kinds
from linli.cases.queries.procedure import kind_map

LIST_ID = "kinds"


class KindField(forms.CharField):
    """Gives the code of a kind that goes by a procedure, written by name, initials or code; or ""."""

    def __init__(self, *, procedure: str, **options: Any) -> None:
        self.procedure = procedure
        attributes = {"list": LIST_ID, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=120, widget=forms.TextInput(attrs=attributes), **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        last = kind_map().get(text.split()[-1])
        if last and last.procedure_code == self.procedure:
            return last.code
        found = find_kinds(text, procedure=self.procedure, limit=1)
        if not found:
            raise forms.ValidationError(_("No kind is called that. Choose one from the list that opens as you write."))
        return found[0].code


def written_kind(code: str) -> str:
    """How a kind is written so that it is known again; "" where nothing is called that."""
    kind = kind_map().get(code)
    return f"{kind.name} {kind.code}" if kind else ""


def kind_read(text: str) -> str:
    """The code of the kind that was written, of any procedure outside closed compartments; "" where none is meant."""
    text = text.strip()[:120]
    if not text:
        return ""
    known = kind_map().get(text.split()[-1])
    if known:
        return "" if known.compartment else known.code
    return next((kind.code for kind in find_kinds(text, limit=1)), "")


def every_kind() -> list[str]:
    """Every kind outside closed compartments by name and code, for the browser's own list."""
    return [written_kind(kind.code) for kind in kind_map().values() if kind.is_active and not kind.compartment]


def kind_suggestions(procedure: str) -> list[str]:
    """Every kind of a procedure by name and code, for the browser's own list."""
    return [
        written_kind(kind.code)
        for kind in kind_map().values()
        if kind.is_active and kind.procedure_code == procedure and not kind.compartment
    ]
