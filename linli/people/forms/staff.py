"""The forms of the staff door: allauth's, in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _


def say(field: forms.Field, label: Any, help_text: Any = "") -> None:
    """Give a field its words; a placeholder in place of a label would vanish while one types."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["login"], _("User name"))
        say(self.fields["password"], _("Password"))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["oldpassword"], _("Current password"))
        say(self.fields["password1"], _("New password"), _("At least 10 characters, nothing common, not your name."))
        say(self.fields["password2"], _("New password, once more"))


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["password"], _("Password"))
