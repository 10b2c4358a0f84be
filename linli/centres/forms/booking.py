from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.bookings.domain.guest import Guest
from linli.bookings.domain.series import MOST_TIMES
from linli.bookings.enums import ResourceKind
from linli.bookings.models import Resource
from linli.common.errors import Refusal
from linli.people.phones import normalise_phone


class PhoneField(forms.CharField):
    """Gives a number in E.164, or ""."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
        super().__init__(max_length=40, **options)

    def clean(self, value: object) -> str:
        text = str(super().clean(value)).strip()
        try:
            return normalise_phone(text) if text else ""
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None


WHOM = (("me", _("For me")), ("other", _("For somebody of my family")))


class RefusingForm(forms.Form):
    """A form that shows a refusal of the verb beside the field it is about."""

    beside: dict[str, str] = {}

    def refuse(self, refusal: Refusal) -> None:
        field = self.beside.get(refusal.code)
        self.add_error(field if field in self.fields else None, str(refusal))


class MomentField(forms.CharField):
    """Gives the moment that a slot begins at."""

    def clean(self, value: object) -> Any:
        text = str(super().clean(value))
        if not text:
            return None  # not asked for
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise forms.ValidationError(_("Choose one of the times."))
        return moment


class PresetField(forms.ChoiceField):
    """A choice that has its answer from the start: nobody leaves it out, and whoever sends none means that one."""

    def clean(self, value: object) -> Any:
        return super().clean(value or self.initial)


class SlotForm(RefusingForm):
    """Which slot, and how many in a row."""

    slot = MomentField(error_messages={"required": _("Choose one of the times.")})
    slots = forms.IntegerField(min_value=1, required=False)
    key = forms.CharField(max_length=64, required=False)


class DetailsForm(RefusingForm):
    """What a centre has to know of a booking: no more than how many come, and what for."""

    beside = {"too_many_people": "people", "guest_name_needed": "guest_name", "agreement_needed": "agreed"}

    people = forms.IntegerField(label=_("How many come"), min_value=1, initial=1)
    purpose = forms.CharField(
        label=pgettext_lazy("booking", "What for"), max_length=100, required=False,
        help_text=_("So that the room is ready. Names and numbers are not needed."),
    )  # fmt: skip

    def __init__(self, *args: Any, resource: Resource, **options: Any) -> None:
        super().__init__(*args, **options)
        if resource.kind != ResourceKind.TEAM:
            self.fields |= {
                "whom": PresetField(
                    label=pgettext_lazy("booking", "For whom"), choices=WHOM, initial="me", widget=forms.RadioSelect
                ),
                "guest_name": forms.CharField(
                    label=_("Name of the family member"), max_length=60, required=False, help_text=_("Kept sealed; shown masked.")
                ),
                "agreed": forms.BooleanField(label=_("They know about it and agree"), required=False),
            }  # fmt: skip
        self.fields["people"].help_text = _("There is room for %(most)s.") % {"most": resource.most_people}
        if resource.kind == ResourceKind.WINDOW:
            del self.fields["purpose"]  # the item says it
        if resource.most_people == 1:
            self.fields["people"].widget = forms.HiddenInput()

    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        held = self.cleaned_data
        is_other = held.get("whom") == "other"
        guest = Guest(held.get("guest_name", ""), agreed=held.get("agreed", False)) if is_other else None
        return {"people": held["people"], "purpose": held.get("purpose", ""), "guest": guest}


class SeriesForm(RefusingForm):
    """The same time week after week."""

    beside = {"too_many_people": "people", "no_such_slot": "times"}

    slot = MomentField(error_messages={"required": _("Choose one of the times.")}, widget=forms.HiddenInput)
    times = forms.IntegerField(label=_("How many times"), min_value=2, max_value=MOST_TIMES, initial=4)
    every_weeks = forms.TypedChoiceField(
        label=_("How often"), coerce=int, initial=1,
        choices=((1, _("Every week")), (2, _("Every second week")), (4, _("Every fourth week"))),
    )  # fmt: skip
    people = forms.IntegerField(label=_("How many come"), min_value=1, initial=1)
    purpose = forms.CharField(label=pgettext_lazy("booking", "What for"), max_length=100, required=False)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def clean_every_weeks(self) -> int:
        return int(self.cleaned_data["every_weeks"])


class VisitForm(RefusingForm):
    """To whom, where and why a team comes home."""

    beside = {"visit_unclear": "address", "no_such_community": "area", "guest_name_needed": "guest_name",
              "agreement_needed": "agreed"}  # fmt: skip

    slot = MomentField(error_messages={"required": _("Choose one of the times.")})
    area = forms.ChoiceField(label=_("Community"))
    address = forms.CharField(
        label=_("Where you live"), max_length=200, help_text=_("Kept sealed; read by who comes, and each look stands on record."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("What it is about"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as: proof of life for the pension; I cannot walk at present."),
    )  # fmt: skip
    whom = PresetField(label=pgettext_lazy("booking", "For whom"), choices=WHOM, initial="me", widget=forms.RadioSelect)
    guest_name = forms.CharField(
        label=_("Name of the family member"), max_length=60, required=False, help_text=_("Kept sealed; shown masked.")
    )
    agreed = forms.BooleanField(label=_("They know about it and agree"), required=False)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the verb takes."""
        held = self.cleaned_data
        is_other = held.get("whom") == "other"
        guest = Guest(held["guest_name"], agreed=held["agreed"]) if is_other else None
        return {
            "area": held["area"],
            "address": held["address"],
            "reason": held["reason"],
            "guest": guest,
            "key": held["key"],
        }
