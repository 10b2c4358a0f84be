from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.errors import Refusal
from linli.ratings.enums import Grade

MOST_NOTE = 500


class RatingForm(forms.Form):
    """Five grades as five buttons, none chosen beforehand; a few words for who likes to."""

    note = forms.CharField(
        label=_("What was good, what was not"), required=False, max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=pgettext_lazy("rating", "Whoever looks into it reads it; others only what a person there releases, without your name."),
    )  # fmt: skip
    is_anonymous = forms.BooleanField(
        label=_("Rate anonymously"),
        required=False,
        help_text=_("Then no message reaches you; the answer stands here."),
    )
    grade = forms.TypedChoiceField(
        choices=[(str(grade.value), grade.label) for grade in Grade], coerce=lambda value: Grade(int(value)),
        error_messages={name: _("Choose one of the five grades.") for name in ("required", "invalid_choice")},
    )  # fmt: skip

    def __init__(self, data: Any = None, *, has_account: bool = False) -> None:
        super().__init__(data)
        if not has_account:
            del self.fields["is_anonymous"]

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(None, str(refusal))

    @property
    def fault(self) -> str:
        """The first thing that is wrong, in a sentence."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


GRADES = tuple((int(grade), grade.label) for grade in sorted(Grade, reverse=True))
