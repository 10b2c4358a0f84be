from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.errors import Refusal
from linli.people.enums import Role
from linli.people.forms.unit import UnitField
from linli.settings.forms.fields import AreaField, StaffField

BESIDE = {
    "post_needs_staff": "person", "substitute_is_holder": "person", "post_unit_closed": "unit",
    "post_area_unknown": "area", "not_administrator": "area",
}  # fmt: skip


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


class _Refusing(forms.Form):
    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal of the verb beside what it is about, if the form asks for that."""
        field = BESIDE.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


class PostForm(_Refusing):
    """Who is given which post."""

    person = StaffField(label=_("Who"))
    role = forms.ChoiceField(label=_("Post"), choices=[("", _("Choose one")), *Role.choices])
    unit = UnitField(label=_("Unit"))
    area = AreaField(label=_("For which area"), help_text=_("A town or village by name; a grid by its code."))
    from_on = _day(label=pgettext_lazy("day", "From"), initial=localdate)
    until_on = _day(label=_("Until, that day included"), required=False, help_text=_("Empty: without end."))


class EndingForm(_Refusing):
    """With which day a post ends."""

    on = _day(label=_("Last day"), initial=localdate)


class SubstitutionForm(_Refusing):
    """Who stands in, from when to when."""

    person = StaffField(label=_("Who stands in"))
    from_on = _day(label=pgettext_lazy("day", "From"), initial=localdate)
    until_on = _day(label=_("Until, that day included"), required=False, help_text=_("Empty: until further notice."))
