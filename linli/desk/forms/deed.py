"""The forms of deeds. Each takes what its verb needs beyond the case; the rules are the verb's."""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.cases.enums import Decision, Outcome
from linli.cases.errors import GroundNeeded
from linli.cases.forms.kind import KindField
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.detail import CasePage
from linli.cases.queries.visible import visible_to
from linli.cases.workflow import Transition
from linli.common.calendar import Limit, LimitUnit
from linli.people.forms.unit import UnitField
from linli.people.queries.unit import unit_name

MOST_NOTE = 2000
UNIT_WORDS = [
    (LimitUnit.WORKING_DAYS, pgettext_lazy("counted in", "working days")),
    (LimitUnit.CALENDAR_DAYS, pgettext_lazy("counted in", "days")),
    (LimitUnit.BUSINESS_HOURS, pgettext_lazy("counted in", "office hours")),
]


class DeedForm(forms.Form):
    """What every deed takes: a note, the number of the event it was written against, a key that counts once."""

    # Where a refusal of the verb belongs: its code → the field beside which it is shown.
    refusals: ClassVar[dict[str, str]] = {
        "note_needed": "note", "unit_needed": "unit", "same_unit": "unit", "unit_concerned": "unit",
        "outcome_needed": "outcome", "ground_needed": "ground", "visit_incomplete": "is_reached", "same_case": "into", "cannot_merge": "into",
        "not_helping": "unit", "decision_needed": "decision", "kind_unknown": "kind", "same_kind": "kind", "kind_elsewhere": "kind",
    }  # fmt: skip

    note = forms.CharField(max_length=MOST_NOTE, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    seq = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, page: CasePage, step: Transition, ask: Any, hint: Any = "", **options: Any) -> None:
        options.setdefault("initial", {})
        options["initial"] = {"seq": page.case.seq, "key": uuid4().hex, **options["initial"]}
        super().__init__(*args, **options)
        self.page, self.step = page, step
        self.photo_errors: list[str] = []
        note = self.fields["note"]
        note.label, note.help_text, note.required = ask, hint, "note" in step.needs
        note.error_messages["required"] = _("Say in a sentence or two why, so that everybody can follow it.")
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    def arguments(self) -> dict[str, Any]:
        """The words that the verb takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seq", "key")}


class UnitForm(DeedForm):
    def __init__(self, *args: Any, page: CasePage, **options: Any) -> None:
        super().__init__(*args, page=page, **options)
        self.fields["unit"] = UnitField(
            near=page.case.area, label=_("Unit"),
            help_text=_("Write part of its name and choose from the list."),
            error_messages={"required": _("Choose the unit.")},
        )  # fmt: skip
        self.order_fields(["unit", "note"])


class KindForm(DeedForm):
    """What it is called from now on."""

    def __init__(self, *args: Any, page: CasePage, **options: Any) -> None:
        super().__init__(*args, page=page, **options)
        self.fields["kind"] = KindField(
            procedure=page.spec.code, label=_("Kind"),
            help_text=_("Write part of its name, its initials or its code, and choose from the list."),
            error_messages={"required": _("Choose what it is about.")},
        )  # fmt: skip
        self.order_fields(["kind", "note"])


class ReleaseForm(DeedForm):
    """Which of the units that help."""

    unit = forms.ChoiceField(
        label=_("Unit"), widget=forms.RadioSelect, error_messages={"required": _("Choose the unit.")}
    )

    def __init__(self, *args: Any, page: CasePage, **options: Any) -> None:
        super().__init__(*args, page=page, **options)
        choices = [(str(unit), unit_name(unit)) for unit in page.co_unit_ids]
        self.fields["unit"].choices = choices  # type: ignore[attr-defined]
        self.order_fields(["unit", "note"])

    def arguments(self) -> dict[str, Any]:
        words = super().arguments()
        return {**words, "unit": UUID(words["unit"])}


class ObjectionForm(UnitForm):
    """Whether it moves, and whereto."""

    decision = forms.ChoiceField(
        label=_("What is decided"), widget=forms.RadioSelect,
        choices=[
            (Decision.MOVED, _("The objection holds: it goes to another unit")),
            (Decision.STAYS, _("It stays with the unit, and is not objected to again")),
        ],
        error_messages={"required": _("Say whether it goes to another unit or stays.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].label = _("To which unit, if it moves")
        self.fields["unit"].required = False
        self.order_fields(["decision", "unit", "note"])

    def clean(self) -> dict[str, Any]:
        words = super().clean() or self.cleaned_data
        if words.get("decision") == Decision.MOVED and not words.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Choose the unit."))
        return words

    def arguments(self) -> dict[str, Any]:
        words = super().arguments()
        return {**words, "decision": Decision(words["decision"]), "unit": words["unit"] or None}


class OutcomeForm(DeedForm):
    outcome = forms.ChoiceField(
        label=_("How did it end"),
        choices=[
            (Outcome.RESOLVED, _("Resolved: what was asked for is done")),
            (Outcome.EXPLAINED, _("Explained: it cannot or need not be done, and the reason was given")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how the matter ended.")},
    )

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "outcome": Outcome(self.cleaned_data["outcome"])}


class RefusalForm(DeedForm):
    """Where the procedure lists its reasons, one of them has to be chosen."""

    ground = forms.ChoiceField(
        label=_("For which reason"), required=False, widget=forms.RadioSelect,
        help_text=_("Only these; for any other reason the matter is taken on."),
    )  # fmt: skip

    def __init__(self, *args: Any, page: CasePage, step: Transition, **options: Any) -> None:
        super().__init__(*args, page=page, step=step, **options)
        if "ground" not in step.needs:
            del self.fields["ground"]
            return
        field = self.fields["ground"]
        field.required = True
        field.choices = [(one.code, f"{one.title} — {one.instead}") for one in page.spec.grounds]  # type: ignore[attr-defined]
        field.error_messages["required"] = GroundNeeded.sentence


class ExtensionForm(DeedForm):
    amount = forms.IntegerField(label=_("How much more"), min_value=1, max_value=365, initial=3)
    unit = forms.ChoiceField(label=_("Counted in"), choices=UNIT_WORDS)

    def arguments(self) -> dict[str, Any]:
        words = super().arguments()
        return {"note": words["note"], "limit": Limit(words["amount"], LimitUnit(words["unit"]))}


ANSWERS = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]
OPEN_ANSWERS = [*ANSWERS, ("", pgettext_lazy("answer", "Could not be found out"))]


class VisitForm(DeedForm):
    is_reached = forms.ChoiceField(
        label=_("Was the person reached"), choices=ANSWERS, widget=forms.RadioSelect,
        error_messages={"required": _("Say whether the person was reached.")},
    )  # fmt: skip
    is_resolved = forms.ChoiceField(
        label=_("Is it resolved, in their words"), choices=OPEN_ANSWERS, widget=forms.RadioSelect, required=False
    )
    is_satisfied = forms.ChoiceField(
        label=_("Are they satisfied"), choices=OPEN_ANSWERS, widget=forms.RadioSelect, required=False
    )

    def arguments(self) -> dict[str, Any]:
        meant = {"yes": True, "no": False}
        words = super().arguments()
        return {**words, **{name: meant.get(words[name]) for name in ("is_reached", "is_resolved", "is_satisfied")}}


class MergerForm(DeedForm):
    """Into which matter: one of those found nearby, or a number."""

    into = forms.CharField(
        label=_("Number of the matter that goes on"), max_length=30,
        help_text=_("That matter goes on and this one's history is kept; whoever reported this one now follows that one."),
        error_messages={"required": _("Say into which matter it goes.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "alike-numbers"}),
    )  # fmt: skip

    def clean_into(self) -> Case:
        number = number_of(self.cleaned_data["into"].strip())
        found = visible_to(self.page.reader).filter(number=number).first() if number else None
        if found is None:
            raise forms.ValidationError(_("There is no such matter, or it is not yours to see."))
        return found
