from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from linli.cases.domain.kind import MOST_NAME, MOST_SAID, KindWords, is_own, mark_of
from linli.cases.models import Kind
from linli.common.calendar import Limit
from linli.common.calendar.limits import LARGEST
from linli.common.errors import Refusal
from linli.settings.queries.kinds import limit_rules, major_choices, procedure_choices
from linli.settings.queries.words import limit_words, unit_choices

BESIDE = {
    "kind_name_faulty": "name", "kind_major_unknown": "major", "kind_procedure_unknown": "procedure",
    "words_too_long": "words",
}  # fmt: skip


class KindForm(forms.Form):
    """What a county says of a kind; one pair of fields for each limit of its procedure."""

    words = forms.CharField(
        label=gettext_lazy("What people say for it"), required=False, max_length=MOST_SAID,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Words parted by spaces, as residents write them; the search finds the kind by each."),
    )  # fmt: skip
    procedure = forms.ChoiceField(label=gettext_lazy("Procedure"))
    is_active = forms.BooleanField(
        label=gettext_lazy("In use: can be chosen for new matters"), required=False, initial=True
    )
    seen = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, kind: Kind | None, data: Mapping[str, Any] | None = None) -> None:
        self.kind = kind
        super().__init__(data, initial=_initial(kind) if kind else {})
        procedures = procedure_choices()
        self.fields["procedure"].choices = procedures  # type: ignore[attr-defined]
        if kind is None or is_own(kind):
            self._add_own(is_new=kind is None)
        chosen = str((data or {}).get("procedure") or (kind.procedure_code if kind else procedures[0][0]))
        self.keys = [rule.key for rule in limit_rules(chosen)]
        for rule in limit_rules(chosen):
            own = Limit.parse(kind.limits[rule.key]) if kind and rule.key in kind.limits else None
            self.fields[f"limit_{rule.key}"] = forms.IntegerField(
                label=str(rule.title), required=False, min_value=1, max_value=LARGEST,
                initial=own.amount if own else None,
                help_text=_("Empty: %(limit)s, as the procedure says.") % {"limit": limit_words(str(rule.limit))},
            )  # fmt: skip
            self.fields[f"unit_{rule.key}"] = forms.ChoiceField(
                label=_("counted in"), choices=unit_choices(), required=False,
                initial=(own or rule.limit).unit.value,
            )  # fmt: skip

    def _add_own(self, *, is_new: bool) -> None:
        name = forms.CharField(label=pgettext_lazy("of a kind", "Name"), max_length=MOST_NAME, min_length=2)
        public = forms.BooleanField(
            label=gettext_lazy("Of public space: never a household or a person, so others may follow it"),
            required=False,
        )
        self.fields = {"name": name, **self.fields, "is_public_space": public}
        if self.kind:
            name.initial, public.initial = self.kind.name, self.kind.is_public_space
        if is_new:
            major = forms.ChoiceField(label=gettext_lazy("Group"), choices=[("", _("Choose one")), *major_choices()])
            self.fields = {"name": name, "major": major, **self.fields}

    def limit_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"limit_{key}"], self[f"unit_{key}"]) for key in self.keys]

    def said(self) -> KindWords:
        """Return what was written, once the form holds."""
        said = self.cleaned_data
        limits = {
            key: f"{said[f'limit_{key}']} {said[f'unit_{key}'] or 'working_days'}"
            for key in self.keys if said.get(f"limit_{key}")
        }  # fmt: skip
        return KindWords(
            said["words"], said["procedure"], limits, said["is_active"], said.get("name", ""),
            bool(said.get("is_public_space")),
        )  # fmt: skip

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal of the verb beside what it is about."""
        field = BESIDE.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


def _initial(kind: Kind) -> dict[str, Any]:
    return {
        "words": kind.words, "procedure": kind.procedure_code, "is_active": kind.is_active, "seen": mark_of(kind)
    }  # fmt: skip
