from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.queries.map import area_name, towns
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.visible import visible_to
from linli.common.calendar import Limit
from linli.grid.forms.fields import RefusingForm, words_field
from linli.grid.rules import may_call
from linli.people.enums import UnitKind
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader
from linli.ratings.enums import Grade

LIMITS = (
    ("2 business_hours", _("2 business hours")), ("4 business_hours", _("4 business hours")),
    ("1 working_days", _("1 working day")), ("2 working_days", _("2 working days")),
)  # fmt: skip


class CallForm(RefusingForm):
    """To what a subdistrict calls whom, and by when they report in."""

    beside = {"units_needed": "units", "words_missing": "words", "no_such_grid": "area"}

    area = forms.ChoiceField(label=_("Subdistrict or town"))
    words = words_field(label=_("What it is about, and where"), max_length=600)
    units = forms.MultipleChoiceField(label=_("Who is called"), widget=forms.CheckboxSelectMultiple)
    limit = forms.ChoiceField(label=_("To report in within"), choices=LIMITS, initial="4 business_hours")
    number = forms.CharField(label=_("Number of the matter"), required=False, max_length=40)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        mine = [facts.code for facts in towns() if may_call(reader, facts.code)]
        self.fields["area"].choices = [(code, area_name(code)) for code in mine]  # type: ignore[attr-defined]
        units = [
            (str(unit.id), unit.words) for unit in unit_map().values()
            if unit.kind == UnitKind.DEPARTMENT and all(post.unit_id != unit.id for post in reader.posts)
        ]  # fmt: skip
        self.fields["units"].choices = units  # type: ignore[attr-defined]

    def clean_limit(self) -> Limit:
        return Limit.parse(self.cleaned_data["limit"])

    def clean_number(self) -> Case | None:
        """The matter of that number, if this reader may see it."""
        text = self.cleaned_data["number"].strip()
        if not text:
            return None
        found = visible_to(self.reader).filter(number=number_of(text) or 0, compartment="").first()
        if found is None:
            raise forms.ValidationError(_("There is no such matter, or you may not see it."))
        return found


class ReportForm(RefusingForm):
    beside = {"words_missing": "words"}

    words = words_field(
        2, label=_("Who is there, and what is being done"), max_length=600, help_text=_("No names of residents.")
    )


class RatingForm(RefusingForm):
    grade = forms.TypedChoiceField(
        label=_("How the response was"), choices=[("", _("Choose one")), *Grade.choices],
        coerce=lambda value: Grade(int(value)),
    )  # fmt: skip
    words = forms.CharField(label=_("In words"), required=False, max_length=300)
