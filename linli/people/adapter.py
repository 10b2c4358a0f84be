"""allauth's hooks: the staff door counts, audits and speaks in our words."""

from hashlib import sha256
from typing import Any

import qrcode  # type: ignore[import-untyped]  # ships no types
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]  # ships no types

from linli.common.domain.audit import note_deed
from linli.people.address import client_address
from linli.people.keyring import keyring
from linli.people.limits import name_limits, within
from linli.people.models import Account
from linli.people.reader import reader_of, system

DOOR = system("staff door")


class StaffDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """The staff door of allauth: password and second factor; accounts are given, never signed up for."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("User name and password do not fit together. Mind capital letters."),
        "too_many_login_attempts": _("Too many tries. Wait a quarter of an hour, or ask your administrator."),
        "rate_limited": _("Too many tries. Wait a quarter of an hour, or ask your administrator."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The present password is not right."),
        "password_same": _("The two new passwords differ."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at, for all workers together."""
        name = sha256(str(credentials.get("username", "")).strip().casefold().encode()).hexdigest()[:40]
        if not within(*name_limits(name, client_address(request))):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        # What was typed is not kept: people type their password into the wrong field.
        known = Account.objects.filter(username=credentials.get("username") or None, is_staff=True).first()
        note_deed(
            "staff.sign_in_failed", by=DOOR, subject_kind="account" if known else "",
            subject_id=known.id if known else "", address=client_address(request),
        )  # fmt: skip

    def pre_login(self, request: HttpRequest, user: Account, **words: Any) -> HttpResponse | None:
        if not user.is_staff:  # a password given to a resident by mistake opens nothing
            response: HttpResponse = self.respond_user_inactive(request, user)
            return response
        passed: HttpResponse | None = super().pre_login(request, user, **words)
        return passed

    def post_login(self, request: HttpRequest, user: Account, **words: Any) -> HttpResponse:
        note_deed(
            "staff.signed_in", by=reader_of(user), subject_kind="account", subject_id=user.id,
            address=client_address(request),
        )  # fmt: skip
        response: HttpResponse = super().post_login(request, user, **words)
        return response

    def set_password(self, user: Account, password: str) -> None:
        super().set_password(user, password)
        note_deed("staff.password_changed", by=reader_of(user), subject_kind="account", subject_id=user.id)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """TOTP secrets are sealed like all that must not be read from a stolen database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right, or it was already used. Wait for the next one."),
    }

    def encrypt(self, text: str) -> str:
        return keyring().seal(text).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return keyring().unseal(bytes.fromhex(encrypted_text))

    def build_totp_svg(self, url: str) -> str:
        # On white of its own: black on nothing cannot be scanned from a dark page.
        return str(qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode"))

    def get_totp_label(self, user: Account) -> str:
        return user.username or str(user.id)
