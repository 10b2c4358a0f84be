"""What a resident can add to a matter of their own. Whether words are needed is the procedure's to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.portal.forms.fields import Lines
from linli.ratings.enums import Grade

MOST_NOTE = 2000


class NoteForm(forms.Form):
    """A few words."""

    note = Lines(
        label=_("What do you want to say"),
        required=False,
        max_length=MOST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("At most %(limit_value)d characters, please; photos can carry the rest.")},
    )

    def __init__(self, *args: Any, label: Any = None, needs_note: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = needs_note
        self.fields["note"].error_messages["required"] = _("Say it in a sentence or two.")
        if label:
            self.fields["note"].label = label


class RatingForm(NoteForm):
    """Five grades, none of them chosen beforehand."""

    grade = forms.TypedChoiceField(
        label=_("How was it handled"),
        choices=[(str(grade.value), grade.label) for grade in reversed(Grade)],
        coerce=lambda value: Grade(int(value)),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the five grades."),
            "invalid_choice": _("Choose one of the five grades."),
        },
    )
    field_order = ["grade", "note"]
