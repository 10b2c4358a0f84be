"""What a manager writes about a centre."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.bookings.models import Resource
from linli.centres.enums import DisclosureKind
from linli.centres.forms.booking import RefusingForm
from linli.common.errors import Refusal
from linli.places.domain.hours import read_spans
from linli.places.enums import Access, Amenity, Function, RoomKind
from linli.places.opening import DAYS, Spans

DAY_WORDS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    _("Public holidays"), _("Make-up days"),
)  # fmt: skip


class SpansField(forms.CharField):
    """Gives opening spans."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=80, required=False, **options)

    def clean(self, value: object) -> Spans:
        try:
            return read_spans(str(super().clean(value)))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


class HoursForm(RefusingForm):
    """The week of a place, a line for each day."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for day, words in enumerate(DAY_WORDS):
            self.fields[f"day_{day}"] = SpansField(label=words)
        self.fields["day_0"].help_text = _("Like 8:00–12:00, 14:30–17:30. Empty is closed.")

    def week(self) -> list[Spans]:
        return [self.cleaned_data[f"day_{day}"] for day in range(DAYS)]


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


class ExceptionForm(RefusingForm):
    beside = {"exception_unclear": "last_on"}

    first_on = _day(label=_("From the day"))
    last_on = _day(label=_("To the day, included"))
    spans = SpansField(label=_("Hours on these days"), help_text=_("Empty: closed."))
    reason = forms.CharField(label=pgettext_lazy("booking", "Why"), max_length=200, help_text=_("Visitors read it."))


class FactsForm(RefusingForm):
    beside = {"name_missing": "name"}

    name = forms.CharField(label=pgettext_lazy("place", "Name"), max_length=100)
    address = forms.CharField(label=pgettext_lazy("place", "Address"), max_length=200, required=False)
    getting_there = forms.CharField(label=_("How to get there"), max_length=300, required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    functions = forms.MultipleChoiceField(
        label=_("What it is"), choices=Function.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    amenities = forms.MultipleChoiceField(
        label=_("What is there for people on the road"), choices=Amenity.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    access = forms.MultipleChoiceField(
        label=_("Accessibility"), choices=Access.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class RoomForm(RefusingForm):
    beside = {"name_taken": "name", "name_missing": "name"}

    name = forms.CharField(label=pgettext_lazy("place", "Name"), max_length=60)
    kind = forms.ChoiceField(label=_("What for"), choices=RoomKind.choices)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=2000, required=False)
    equipment = forms.CharField(label=_("Equipment"), max_length=200, required=False)


class WindowForm(RefusingForm):
    beside = {"name_taken": "number", "name_missing": "name"}

    number = forms.IntegerField(label=pgettext_lazy("window", "Number"), min_value=1, max_value=99)
    name = forms.CharField(label=_("What is dealt with there"), max_length=60)


class LettingForm(RefusingForm):
    """By which measures a room can be booked."""

    slot_minutes = forms.IntegerField(label=_("Length of a slot, minutes"), min_value=5, max_value=1440, initial=60)
    most_slots = forms.IntegerField(label=_("Most slots in a row"), min_value=1, max_value=24, initial=2)
    buffer_minutes = forms.IntegerField(label=_("Minutes between two bookings"), min_value=0, max_value=240, initial=0)
    horizon_days = forms.IntegerField(label=_("Days ahead"), min_value=1, max_value=366, initial=30)
    cancel_minutes = forms.IntegerField(
        label=_("Given back by residents until so many minutes before"), min_value=0, max_value=20000, initial=60
    )
    needs_approval = forms.BooleanField(label=_("The centre approves each booking"), required=False)

    @classmethod
    def of(cls, resource: Resource | None, *, auto_id: str) -> "LettingForm":
        initial = {name: getattr(resource, name) for name in cls.base_fields} if resource else None
        return cls(initial=initial, auto_id=auto_id)


class ClosingForm(RefusingForm):
    """A time in which a room is closed though bookings may have been made."""

    beside = {"booking_reason_needed": "reason"}

    starts_at = forms.DateTimeField(
        label=_("From"), widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    )
    ends_at = forms.DateTimeField(
        label=_("Until"), widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    )
    reason = forms.CharField(
        label=pgettext_lazy("booking", "Why"), max_length=200, help_text=_("Whoever booked reads it.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("starts_at") and said.get("ends_at") and said["ends_at"] <= said["starts_at"]:
            self.add_error("ends_at", _("The end has to be after the beginning."))
        return said


class DisclosureForm(RefusingForm):
    beside = {"nothing_to_disclose": "words", "person_in_disclosure": "words"}

    kind = forms.ChoiceField(label=pgettext_lazy("disclosure", "What"), choices=DisclosureKind.choices)
    words = forms.CharField(
        label=_("What everybody reads"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was there before is kept as a version."),
    )  # fmt: skip


class WithdrawalForm(RefusingForm):
    beside = {"reason_for_withdrawal": "reason"}

    kind = forms.ChoiceField(label=pgettext_lazy("disclosure", "What"), choices=DisclosureKind.choices)
    reason = forms.CharField(label=pgettext_lazy("booking", "Why"), max_length=200, help_text=_("Everybody reads it."))
