"""What somebody on site reports: a photo first, what, where, in a few words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.cases.domain.opening import MOST_PLACE, MOST_WORDS
from linli.cases.errors import KindUnknown, WordsNeeded
from linli.field.queries.kinds import Choice, kind_choices
from linli.field.queries.places import Place

FIELD_OF = {"kind_unknown": "kind", "words_needed": "words", "words_too_long": "words", "place_needed": "area",
            "place_unsure": "area", "place_outside": "area"}  # fmt: skip


class ReportForm(forms.Form):
    """The rules are the verb's; a refusal of it stands beside the field it is about."""

    kind = forms.CharField(
        label=pgettext_lazy("report", "What is it about"),
        max_length=60,
        error_messages={"required": KindUnknown.sentence},
    )
    kind_words = forms.CharField(required=False, max_length=80)
    longitude = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    latitude = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    accuracy = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    area = forms.CharField(label=_("Place from my list"), required=False, max_length=15, widget=forms.Select)
    address = forms.CharField(
        label=_("Where exactly"), required=False, max_length=MOST_PLACE,
        help_text=_("A gate, a shop, the number of a lamp post."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("What do you see"), max_length=MOST_WORDS, error_messages={"required": WordsNeeded.sentence},
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)  # what looks like it was shown

    def __init__(self, *args: Any, places: list[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        # None is chosen beforehand: what is chosen holds, and a point elsewhere would be overruled by it unseen.
        self.fields["area"].widget.choices = [("", _("Choose one")), *places]

    def said(self, name: str) -> str:
        return str(self[name].value() or "").strip()

    @property
    def kinds(self) -> list[Choice]:
        return kind_choices(self.said("kind_words"), chosen=self.said("kind"))

    def fields_said(self) -> dict[str, str]:
        return {name: str(value or "") for name, value in self.cleaned_data.items()}
