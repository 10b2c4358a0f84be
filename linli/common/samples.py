"""Invented content for the pattern page. Nobody's real matter; it shows what a component looks like when it is full."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from linli.common.working_calendar import file_calendar
from linli.common.year import year_of


class SampleForm(forms.Form):
    """A form with every kind of field, to show them."""

    text = forms.CharField(
        label=gettext_lazy("In a few words"),
        help_text=gettext_lazy("Say what you see, where, and since when."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(label=gettext_lazy("Your name"), required=False, max_length=40)
    phone = forms.CharField(
        label=gettext_lazy("Mobile number"),
        help_text=gettext_lazy("We only call about this matter."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    reply = forms.ChoiceField(
        label=gettext_lazy("How shall we answer"),
        choices=[
            ("sms", gettext_lazy("Text message")),
            ("call", gettext_lazy("Call")),
            ("none", gettext_lazy("Not at all")),
        ],
        widget=forms.RadioSelect,
    )
    office = forms.ChoiceField(
        label=gettext_lazy("Office"),
        choices=[("", gettext_lazy("Choose one")), ("lamps", gettext_lazy("Street Lamp Office"))],
    )
    agrees = forms.BooleanField(label=gettext_lazy("Show my report to neighbours, without my name"), required=False)
    papers = forms.FileField(label=gettext_lazy("Papers"), required=False)
    closed = forms.CharField(label=gettext_lazy("Not to be changed"), required=False, disabled=True)
    town = forms.ChoiceField(
        label=gettext_lazy("Town or subdistrict"),
        choices=[("350181001", gettext_lazy("Yuping")), ("350181005", gettext_lazy("Honglu"))],
    )
    village = forms.ChoiceField(
        label=gettext_lazy("Village or community"),
        choices=[("", gettext_lazy("Choose one")), ("350181005004", gettext_lazy("Hongqiao"))],
        required=False,
    )
    address = forms.CharField(
        label=gettext_lazy("Where exactly"),
        required=False,
        help_text=gettext_lazy("A gate, a shop, a lamp post number: whatever helps to find it."),
    )
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    accuracy = forms.FloatField(required=False, widget=forms.HiddenInput)
    kind = forms.CharField(label=gettext_lazy("What is it"))


def samples() -> dict[str, Any]:
    """Return invented content in the reader's language."""
    wrong = SampleForm({"wrong-phone": "12"}, prefix="wrong")
    wrong.add_error("phone", _("A mobile number has 11 digits; this one has 2."))
    return {
        "year": year_of(2026, file_calendar()),
        "form": SampleForm(initial={"closed": _("Given by the window"), "kind": "01037"}),
        "wrong": wrong,
        **_navigation(),
        **_lists(),
        "facts": [
            (_("Grid"), _("Hongqiao third grid")),
            (_("Kind"), _("Street lamp fault · 01037")),
            (_("Lead"), _("Street Lamp Office")),
            (_("Helping"), _("none")),
        ],
        "reasons": [("contact", _("To reach the person about this matter")), ("check", _("To check who is entitled"))],
        "kinds": [
            ("01037", _("Street lamp fault"), _("Public utilities")),
            ("01042", _("Lamp post leaning"), _("Public utilities")),
        ],
        "steps": [_("Where and what"), _("Photos"), _("Contact"), _("Check and send")],
        "days": [
            (_("Wednesday 25 November"), [("1", "9:00", 3), ("2", "9:30", 1), ("3", "10:00", 0), ("4", "10:30", 6)]),
            (_("Thursday 26 November"), []),
        ],
        "undo_fields": [("case", "FQ2026-004217")],
        "photo_errors": [_("This file is not a photo. Choose a JPEG, PNG or HEIC.")],
    }


def _navigation() -> dict[str, Any]:
    entry = {"url": "#", "active": False}
    return {
        "portal_navigation": [
            entry | {"title": _("Home"), "active": True},
            entry | {"title": _("My matters")},
            entry | {"title": _("Nearby")},
            entry | {"title": _("Me")},
        ],
        "desk_unit": _("Honglu street office"),
        "desk_person": _("Zhang"),
        "desk_navigation": [
            {
                "title": "",
                "entries": [
                    entry | {"title": _("Today"), "count": 14, "active": True},
                    entry | {"title": _("To be routed"), "count": 3},
                    entry | {"title": _("Through my hands"), "count": 27},
                    entry | {"title": _("Overdue"), "count": 1, "tone": "late"},
                ],
            },
            {"title": _("Hall"), "entries": [entry | {"title": _("Windows")}, entry | {"title": _("Bookings")}]},
            {"title": _("Governance"), "entries": [entry | {"title": _("Grids")}, entry | {"title": _("Inspections")}]},
            {
                "title": _("Records"),
                "entries": [entry | {"title": _("Figures")}, entry | {"title": _("Who looked at what")}],
            },
        ],
    }


def _lists() -> dict[str, Any]:
    return {
        "rows": [
            _row(
                _("Bins overflowing · Ronghui"),
                "FQ2026-004190 · " + _("grid · Sanitation leads"),
                _("overdue 2 hours"),
                "late",
            ),
            _row(
                _("Street lamp out · Hongqiao"),
                "FQ2026-004217 · " + _("resident · 3 follow"),
                _("tomorrow 17:30"),
                "act",
            )
            | {"active": True},
            _row(
                _("Mediation · FQ2026-004102"),
                _("second meeting · only the mediator reads it"),
                _("today 16:00"),
                "soon",
            ),
            _row(
                _("Card for older people"),
                "FQ2026-004155 · " + _("window 3 · brought by a helper"),
                _("paused: papers awaited"),
                "wait",
            ),
            _row(
                _("Fire lane blocked · Yangxia"),
                "FQ2026-004201 · " + _("inspection · putting right"),
                _("2 working days left"),
                "act",
            ),
            _row(_("Manhole cover loose · Xitou"), "FQ2026-004188 · " + _("roaming grid member"), _("closed"), "done"),
        ],
        "chips": [
            {"title": _("All"), "url": "#", "count": 14, "active": True},
            {"title": _("Overdue"), "url": "#", "count": 1, "tone": "late"},
            {"title": _("Due today"), "url": "#", "count": 4, "tone": "soon"},
            {"title": _("Waiting for the resident"), "url": "#", "count": 2, "tone": "wait"},
        ],
        "tabs": [
            {"title": _("Timeline"), "url": "#", "active": True},
            {"title": _("Papers"), "url": "#", "count": 3},
            {"title": _("Who looked at it"), "url": "#"},
        ],
        "columns": [
            {"title": _("Number")},
            {"title": _("Matter"), "sort_url": "#"},
            {"title": _("Due"), "sort_url": "#", "sorted": "ascending"},
            {"title": _("Days open"), "sort_url": "#", "numeric": True},
        ],
        "called": [
            {"mark": number, "number": number, "window": window, "is_now": window != 2}
            for number, window in (("A018", 4), ("B007", 1), ("Y003", 3), ("A017", 2))
        ],
        "grades": [
            (5, pgettext("grade", "Very satisfied")),
            (4, pgettext("grade", "Satisfied")),
            (3, pgettext("grade", "Fairly satisfied")),
            (2, pgettext("grade", "Dissatisfied")),
            (1, pgettext("grade", "Very dissatisfied")),
        ],
        "choices": [
            ("number", _("Number"), True),
            ("matter", _("Matter"), True),
            ("unit", _("Lead unit"), False),
        ],
        "bars": [
            (_("Littered passages"), 68, "68", "#", ""),
            (_("Broken roads"), 52, "52", "#", ""),
            (_("Street lamps"), 41, "41", "#", ""),
            (_("Due soon"), 8, "8", "#", "soon"),
            (_("Overdue"), 3, "3", "#", "late"),
        ],
    }


def _row(title: str, meta: str, tag: str, tone: str) -> dict[str, Any]:
    return {"url": "#", "title": title, "meta": meta, "tag": tag, "tone": tone}
