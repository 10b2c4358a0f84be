"""Why somebody looks at what is hidden, and why it is erased."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.people.domain.look import LEAST_REASON, MOST_REASON

REASONS = [
    ("", _("Choose a reason")),
    ("ask", _("To ask about the place or what happened")),
    ("answer", _("To tell them how it stands")),
    ("visit", _("To arrange a visit")),
    ("check", _("To check whether it was done")),
    ("other", _("Another reason, written below")),
]


class LookForm(forms.Form):
    """What somebody needs to see, and why."""

    field = forms.ChoiceField(
        label=_("What do you need"),
        choices=[("reporter", _("Name and telephone")), ("words", _("What was written, unmasked"))],
        widget=forms.RadioSelect, initial="reporter",
    )  # fmt: skip
    reason = forms.ChoiceField(label=_("Why do you need it"), choices=REASONS)
    detail = forms.CharField(label=_("In your own words"), required=False, max_length=MOST_REASON - 60)

    def __init__(self, *args: object, hides_words: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        if not hides_words:
            del self.fields["field"]

    def clean(self) -> dict[str, object] | None:
        words = super().clean()
        if (
            self.cleaned_data.get("reason") == "other"
            and len(self.cleaned_data.get("detail", "").strip()) < LEAST_REASON
        ):
            self.add_error("detail", _("Write the reason; whoever it concerns can read it."))
        return words

    @property
    def wanted(self) -> str:
        return str(self.cleaned_data.get("field") or "reporter")

    @property
    def words(self) -> str:
        """The reason as it is kept and shown to the person concerned."""
        chosen, detail = self.cleaned_data["reason"], self.cleaned_data["detail"].strip()
        return detail if chosen == "other" else " · ".join(filter(None, [str(dict(REASONS)[chosen]), detail]))


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label=_("Who asked for it, and on what ground"), min_length=LEAST_REASON, max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )  # fmt: skip
    sure = forms.BooleanField(label=_("The words, persons and photos of this matter are gone for good"))
