"""The forms of the second factor: allauth's, counted and remembered for all workers together."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.common.domain.audit import note_deed
from linli.people.forms.staff import say
from linli.people.limits import is_first_use, second_factor_limits, within
from linli.people.reader import system
from linli.people.signs import without_gaps

DOOR = system("staff door")
DIGITS = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}


class _Counted:
    """Tries are limited, each code opens once, a failure is audited."""

    user: Any
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        if not within(*second_factor_limits(self.user.pk)):
            raise account_adapter().validation_error("too_many_login_attempts")
        self.cleaned_data["code"] = without_gaps(self.cleaned_data["code"])
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except forms.ValidationError:
            note_deed("staff.second_factor_failed", by=DOOR, subject_kind="account", subject_id=self.user.pk)
            raise
        if not is_first_use(self.user.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self.fields["code"],
            pgettext_lazy("authenticator app", "Code"),
            _("Six digits from the app, or one of your recovery codes."),
        )
        self.fields["code"].widget.attrs.update(DIGITS)


class CodeAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self.fields["code"],
            pgettext_lazy("authenticator app", "Code"),
            _("Six digits from the app, or one of your recovery codes."),
        )
        self.fields["code"].widget.attrs.update(DIGITS)


class ActivateForm(_Counted, ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(
            self.fields["code"], pgettext_lazy("authenticator app", "Code"), _("The six digits that the app shows now.")
        )
        self.fields["code"].widget.attrs.update(DIGITS)
