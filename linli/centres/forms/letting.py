"""How windows and teams are let."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.bookings.models import OpeningRule, Resource
from linli.centres.forms.booking import RefusingForm
from linli.centres.forms.place import DAY_WORDS, SpansField
from linli.places.opening import DAYS, Spans, text_of, week_of

MEASURES = ("slot_minutes", "buffer_minutes", "lead_minutes", "horizon_days", "cancel_minutes")


class MeasuresForm(RefusingForm):
    """What rooms, windows and teams have alike."""

    slot_minutes = forms.IntegerField(label=_("Length of a slot, minutes"), min_value=5, max_value=480, initial=20)
    buffer_minutes = forms.IntegerField(label=_("Minutes between two bookings"), min_value=0, max_value=240, initial=0)
    lead_minutes = forms.IntegerField(
        label=_("Booked no later than so many minutes before"), min_value=0, max_value=20000, initial=60
    )
    horizon_days = forms.IntegerField(label=_("Days ahead"), min_value=1, max_value=366, initial=14)
    cancel_minutes = forms.IntegerField(
        label=_("Given back by residents until so many minutes before"), min_value=0, max_value=20000, initial=60
    )

    def measures(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in MEASURES}


class WindowLettingForm(MeasuresForm):
    """A window: what it deals with, and when, where not as its place."""

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if items:
            self.fields["items"] = forms.MultipleChoiceField(
                label=_("For what"), choices=items, required=False, widget=forms.CheckboxSelectMultiple,
                help_text=_("Nothing chosen: whatever the centre deals with."),
            )  # fmt: skip
        for day, words in enumerate(DAY_WORDS):
            self.fields[f"day_{day}"] = SpansField(label=words)
        self.fields["day_0"].help_text = _("Like 8:00–12:00, 18:30–20:30. All nine empty: open as the centre is.")

    def week(self) -> list[Spans]:
        return [self.cleaned_data[f"day_{day}"] for day in range(DAYS)]

    @classmethod
    def of(cls, let: Resource | None, rules: list[OpeningRule], **options: Any) -> "WindowLettingForm":
        initial: dict[str, Any] = {}
        if let is not None:
            week = week_of([(rule.day, rule.opens, rule.closes) for rule in rules if not rule.items])
            initial = {name: getattr(let, name) for name in MEASURES} | {"items": let.items}
            initial |= {f"day_{day}": text_of(spans) for day, spans in enumerate(week)}
        return cls(initial=initial, **options)


class SpanForm(RefusingForm):
    """A span of one day for some items only."""

    beside = {"item_needed": "items"}

    day = forms.TypedChoiceField(label=pgettext_lazy("opening", "Day"), coerce=int, choices=list(enumerate(DAY_WORDS)))
    spans = SpansField(label=pgettext_lazy("opening", "Hours"))

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["items"] = forms.MultipleChoiceField(
            label=_("Only for"), choices=items, widget=forms.CheckboxSelectMultiple
        )

    def clean_spans(self) -> Spans:
        spans: Spans = self.cleaned_data["spans"]
        if not spans:
            raise forms.ValidationError(_("Write the hours."))
        return spans


class TeamForm(MeasuresForm):
    """A team that goes out. The buffer is the way to a stop of which nothing is known."""

    beside = {"name_missing": "name"}

    name = forms.CharField(label=_("Name of the team"), max_length=60)
    field_order = ("name", *MEASURES)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["slot_minutes"].initial = 45
        self.fields["buffer_minutes"].initial = 20
        self.fields["buffer_minutes"].label = _("Minutes for the way where the distance is unknown")
        self.fields["lead_minutes"].initial = 1440
