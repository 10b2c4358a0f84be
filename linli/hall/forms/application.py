"""The forms of an application: who applies, how it stands with each paper, what is decided and handed over."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.cases.domain.party import Person
from linli.common.errors import Refusal
from linli.hall.application_enums import BRING, PROMISE, UPLOAD, HelpKind, Standing
from linli.hall.domain.application import LONGEST_PROMISE
from linli.hall.enums import Channel
from linli.hall.forms.refusing import RefusingForm
from linli.people.enums import IdentityKind
from linli.people.identity import normalise_identity
from linli.people.models import Account
from linli.people.phones import normalise_phone


class DayInput(forms.DateInput):
    """The browser's own calendar, with ISO days, whatever language the page is in."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class PersonForm(RefusingForm):
    """Who applies. The number of the identity card is checked by its last digit (GB 11643)."""

    name = forms.CharField(
        label=_("Name of the applicant"), max_length=60, error_messages={"required": _("Write the name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    identity = forms.CharField(
        label=_("Number of the identity card"), max_length=40, required=False,
        help_text=_("18 characters; the last may be an X. Empty where you have another paper: the window takes it down. "
                    "Only whoever handles it can ask to see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, error_messages={"required": _("Write a phone number.")},
        help_text=_("For questions about this application only."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )  # fmt: skip
    remark = forms.CharField(
        label=_("Anything we should know"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_identity(self) -> str:
        if not self.cleaned_data["identity"].strip():
            return ""
        return self._clean("identity", lambda text: normalise_identity(IdentityKind.RESIDENT_ID, text))

    def clean_phone(self) -> str:
        return self._clean("phone", normalise_phone)

    def _clean(self, name: str, read: Any) -> str:
        try:
            return str(read(self.cleaned_data[name]))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    @property
    def person(self) -> Person:
        said = self.cleaned_data
        kind = IdentityKind.RESIDENT_ID if said["identity"] else None
        return Person(said["name"], said["phone"], identity_kind=kind, identity=said["identity"])


class CounterForm(PersonForm):
    """The same at a window, with the way it came and who helps."""

    beside = {"authority_needed": "authorised_by", "authority_over": "authorised_until", "channel_closed": "channel",
              "helper_is_applicant": "helper_phone"}  # fmt: skip

    channel = forms.ChoiceField(label=_("How it came"), widget=forms.RadioSelect)
    help_kind = forms.ChoiceField(
        label=_("Who is applying in person"), choices=[(kind.value, kind.label) for kind in HelpKind if kind != HelpKind.FAMILY],
        required=False, widget=forms.RadioSelect, initial="",
        help_text=_("Doing it for somebody is free. An agent or a guardian shows a paper; helping is neither."),
    )  # fmt: skip
    helper_name = forms.CharField(label=_("Name of who acts for them"), max_length=60, required=False)
    helper_phone = forms.CharField(
        label=_("Their telephone"), max_length=30, required=False,
        help_text=_("Where a volunteer does it, the number of their account is enough: it is found by it."),
    )  # fmt: skip
    authorised_by = forms.CharField(
        label=_("Paper of the agent or guardian"), max_length=60, required=False,
        help_text=_("Which paper it is, such as a letter of authority; no names."),
    )  # fmt: skip
    authorised_until = forms.DateField(label=_("It holds until"), required=False, widget=DayInput())
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    field_order = ("channel", "name", "identity", "phone", "help_kind")

    def __init__(self, *args: Any, channels: Sequence[str], known: Account | None = None, **options: Any) -> None:
        """`known`: whoever stands there has an account; what it holds is taken from it, unseen, where nothing is typed."""
        super().__init__(*args, **options)
        self.known = known
        self.fields["identity"].help_text = _(
            "18 characters; the last may be an X. Leave it empty for another kind of paper. "
            "Only whoever handles it can ask to see it."
        )
        for name in ("name", "phone"):
            self.fields[name].required = not (known and getattr(known, name))
        offered = [(one, Channel(one).label) for one in channels if one != Channel.ONLINE]
        self.fields["channel"].choices = offered  # type: ignore[attr-defined]
        self.fields["channel"].initial = offered[0][0] if offered else None

    def clean_phone(self) -> str:
        return super().clean_phone() if self.cleaned_data["phone"] else ""

    @property
    def person(self) -> Person:
        said, known = self.cleaned_data, self.known
        found = {name: said[name] or (getattr(known, name) if known else "") for name in ("name", "identity", "phone")}
        kind = IdentityKind.RESIDENT_ID if said["identity"] else known.identity_kind if known else None
        return Person(
            found["name"],
            found["phone"],
            identity_kind=IdentityKind(kind) if kind else None,
            identity=found["identity"],
        )

    def clean_helper_phone(self) -> str:
        return self._clean("helper_phone", normalise_phone) if self.cleaned_data["helper_phone"].strip() else ""

    @property
    def helper(self) -> Person | None:
        said = self.cleaned_data
        if not said["help_kind"] or not said["helper_name"]:
            return None
        return Person(name=said["helper_name"], phone=said["helper_phone"])


class PaperForm(forms.Form):
    """How one paper comes: now as a file, later to the window, or promised by a day where that may be."""

    how = forms.ChoiceField(widget=forms.RadioSelect, label=_("How it comes"))
    until = forms.DateField(label=_("I bring it by"), required=False, widget=DayInput())

    def __init__(self, *args: Any, may_upload: bool, may_promise: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(UPLOAD, _("Send a photo or file now"))] if may_upload else []
        choices.append((BRING, _("Bring it to the window")))
        if may_promise:
            choices.append((PROMISE, _("Promise it for a later day")))
        else:
            del self.fields["until"]
        self.fields["how"].choices = choices  # type: ignore[attr-defined]
        self.fields["how"].initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("how") == PROMISE:
            until, today = said.get("until"), localdate()
            if not until or not today < until <= today + LONGEST_PROMISE:
                self.add_error(
                    "until",
                    _("Choose a day from tomorrow on, at most %(most)s days ahead.") % {"most": LONGEST_PROMISE.days},
                )
        return said


class MarkForm(forms.Form):
    """How it stands with one paper, as the window marks it."""

    standing = forms.ChoiceField(
        label=pgettext_lazy("check-list", "How it stands"),
        choices=[(one.value, one.label) for one in Standing if one != Standing.OBTAINED],
    )
    until = forms.DateField(label=_("Promised until"), required=False, widget=DayInput())
    want = forms.CharField(label=_("What is missing or wrong"), max_length=200, required=False)

    def __init__(self, *args: Any, may_promise: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_promise:
            del self.fields["until"]
            standing = self.fields["standing"]
            standing.choices = [one for one in standing.choices if one[0] != Standing.PROMISED]  # type: ignore[attr-defined]
