from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.grid.forms.fields import RefusingForm, words_field


class HandOverForm(RefusingForm):
    """To whom the open work goes, and what they have to know."""

    beside = {"successor_elsewhere": "to", "reason_needed": "note"}

    to = forms.ChoiceField(label=_("Who takes over"))
    note = words_field(
        4, label=_("What they need to know"), max_length=1000,
        help_text=_("What is promised to whom by when, what waits for whom. No names of residents."),
    )  # fmt: skip

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Choose one")), *candidates]  # type: ignore[attr-defined]
