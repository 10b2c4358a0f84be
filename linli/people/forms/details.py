from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.context import TEXT_SIZES
from linli.common.errors import Refusal
from linli.people.domain.account import Details
from linli.people.enums import IdentityKind
from linli.people.forms.sign_in import refuse
from linli.people.identity import normalise_identity
from linli.people.models import Account

SIZE_WORDS = (
    pgettext_lazy("text size", "Standard"),
    pgettext_lazy("text size", "Large"),
    pgettext_lazy("text size", "Larger"),
    pgettext_lazy("text size", "Largest"),
)
SIZES = dict(zip(TEXT_SIZES, SIZE_WORDS, strict=True))


class DetailsForm(forms.Form):
    """What somebody says of themselves. The paper's number is asked for and never shown; empty keeps what is there."""

    name = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        required=False,
        max_length=60,
        help_text=_("Only those who handle your matter see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    identity_kind = forms.ChoiceField(
        label=_("Identity paper"),
        required=False,
        choices=[("", _("None"))],
        help_text=_("Needed for few matters. You can leave it out."),
    )
    identity = forms.CharField(
        label=_("Number of the paper"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text_size = forms.ChoiceField(label=_("Size of text"), choices=list(SIZES.items()))

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", {name: getattr(account, name) for name in ("name", "identity_kind", "language", "text_size")}
        )
        super().__init__(*args, **kwargs)
        self.account = account
        if account.is_staff:  # their name stands with their posts
            for name in ("name", "identity_kind", "identity"):
                del self.fields[name]
            return
        kinds = self.fields["identity_kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [("", _("None")), *IdentityKind.choices]
        if account.identity:
            self.fields["identity"].help_text = _("Leave empty to keep the number that is stored.")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if self.account.is_staff:
            return said | {"name": self.account.name, "identity_kind": self.account.identity_kind, "identity": None}
        kind, number = said.get("identity_kind", ""), said.get("identity", "").strip()
        keeps = bool(kind) and not number and kind == self.account.identity_kind
        said["identity"] = None if keeps else ""
        if kind and not keeps:
            try:
                said["identity"] = normalise_identity(kind, number)
            except Refusal as refusal:
                refuse(self, "identity", refusal)
        elif number and not kind:
            self.add_error("identity_kind", _("Say which paper the number is of."))
        return said

    def details(self) -> Details:
        """What was said, checked."""
        said = self.cleaned_data
        return Details(
            name=said["name"].strip(), language=said["language"], text_size=said["text_size"],
            identity_kind=IdentityKind(said["identity_kind"]) if said["identity_kind"] else None,
            identity=said["identity"],
        )  # fmt: skip
