from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.cases.domain.routing_rule import MOST_NOTE, RuleWords
from linli.cases.models import RoutingRule, Target
from linli.common.errors import Refusal
from linli.people.forms.unit import UnitField, written
from linli.people.queries.unit import every_unit
from linli.settings.forms.fields import AreaField, KindField, written_area, written_kind

TARGETS = (
    (Target.UNIT, _("One unit")),
    (Target.VILLAGE_OFFICE, _("The committee of the village")),
    (Target.TOWN_OFFICE, _("The office of the town")),
)
BESIDE = {
    "rule_kind_unknown": "kind", "rule_area_unknown": "area", "unit_needed": "unit", "post_unit_closed": "unit",
    "words_too_long": "note",
}  # fmt: skip


class RuleForm(forms.Form):
    """What a rule says. Empty kind: every kind; empty place: everywhere."""

    kind = KindField(label=_("Kind"), required=False, help_text=_("A kind or a whole group. Empty: every kind."))
    area = AreaField(label=_("Where"), required=False, help_text=_("A town, village or grid. Empty: everywhere."))
    target = forms.ChoiceField(label=_("Goes to"), choices=TARGETS, widget=forms.RadioSelect, initial=Target.UNIT)
    unit = UnitField(label=_("Which unit"), required=False, help_text=_("Needed where the rule names one unit."))
    note = forms.CharField(label=pgettext_lazy("of a rule", "Note"), required=False, max_length=MOST_NOTE)
    seen = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def words(self) -> RuleWords:
        """Return what was written, once the form holds."""
        said = self.cleaned_data
        return RuleWords(said["kind"], said["area"], said["target"], said["unit"], said["note"])

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal of the verb beside what it is about."""
        self.add_error(BESIDE.get(refusal.code), str(refusal))


def initial_of(rule: RoutingRule, seen: str) -> dict[str, Any]:
    """A rule as its form shows it."""
    unit = every_unit().get(rule.unit_id) if rule.unit_id else None
    return {
        "kind": written_kind(rule.kind_prefix), "area": written_area(rule.area), "target": rule.target,
        "unit": written(unit) if unit else "", "note": rule.note, "seen": seen,
    }  # fmt: skip
