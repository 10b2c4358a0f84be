from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.notices.wording import LANGUAGES, MOST, PARTS, Wording

LABELS = {
    ("zh-hans", "subject"): _("Subject, Chinese"), ("zh-hans", "body"): _("Text, Chinese"),
    ("en", "subject"): _("Subject, English"), ("en", "body"): _("Text, English"),
}  # fmt: skip


class TextForm(forms.Form):
    """Subject and text of a topic in both languages."""

    def __init__(self, wording: Wording, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for language in LANGUAGES:
            for part in PARTS:
                rows = 1 if part == "subject" else 3
                self.fields[f"{part}_{language}"] = forms.CharField(
                    label=LABELS[language, part], max_length=MOST[part], initial=wording[language][part],
                    widget=forms.Textarea(attrs={"rows": rows, "lang": "zh-Hans" if language != "en" else "en"}),
                )  # fmt: skip

    def wording(self) -> Wording:
        """What was written, once the form holds."""
        said = self.cleaned_data
        return {language: {part: said[f"{part}_{language}"] for part in PARTS} for language in LANGUAGES}
