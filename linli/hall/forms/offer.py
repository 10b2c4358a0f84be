from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.hall.forms.refusing import RefusingForm, choice, line, many

CHOICES = (("rule", _("As its functions say")), ("yes", _("It deals with it")), ("no", _("It does not deal with it")))


class OfferForm(RefusingForm):
    """Whether a place deals with an item, and at which of its windows."""

    beside = {"item_window_unknown": "windows"}

    is_offered = choice(_("Does this centre deal with it?"), CHOICES, widget=forms.RadioSelect)
    windows = many(_("At the windows"), (), help_text=_("None chosen: at any window."))
    note = line(pgettext_lazy("offer", "Note"), 200, help_text=_("Why not, or when; everybody reads it on the guide."))

    def __init__(self, data: Any = None, *, windows: list[tuple[int, str]], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields["windows"].choices = [(str(number), f"{number} {name}") for number, name in windows]  # type: ignore[attr-defined]
        if not windows:
            del self.fields["windows"]

    def said(self) -> tuple[bool | None, list[int], str]:
        """Whether it is offered (None: by rule), where, and why."""
        said = self.cleaned_data
        is_offered = {"yes": True, "no": False}.get(said["is_offered"])
        return is_offered, [int(one) for one in said.get("windows", ())], said["note"]
