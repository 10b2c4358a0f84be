"""Asking for advice: the form of reports without what a question has no use for (a spot, photos, a unit complained about)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from linli.cases.domain.opening import Report, find_place
from linli.cases.errors import KindUnknown, PlaceNeeded, PlaceOutside
from linli.portal.forms.report import ReportForm
from linli.portal.queries.advice import advice_kinds

NOT_ASKED = ("kind_words", "address", "longitude", "latitude", "accuracy", "about_unit", "is_confidential", "seen")


class AdviceForm(ReportForm):
    """What it is about, the question, and where one lives, so that the right office answers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NOT_ASKED:
            del self.fields[name]
        self.fields["words"].label = _("Your question")
        self.fields["words"].help_text = _("Names and numbers are not needed in it; phone and ID numbers are masked automatically.")  # fmt: skip
        if not self.said("kind"):
            self.initial["kind"] = next((code for code, _name in advice_kinds()), "")

    @property
    def topics(self) -> list[tuple[str, str]]:
        return advice_kinds()

    def question(self) -> Report:
        """Return what is asked, once the form holds; without files, so that the same form sent twice is the same."""
        return self._report(self.cleaned_data, None)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if "kind" in said and said["kind"] not in {code for code, _name in advice_kinds()}:
            self.add_error("kind", str(KindUnknown()))
        return said

    def _check_place(self, said: dict[str, Any]) -> None:
        try:
            said["found"] = find_place(self._report(said, None))
        except (PlaceNeeded, PlaceOutside) as refusal:
            self.add_error("town", str(refusal))
