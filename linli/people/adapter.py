from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from linli.people.models import Account


class StaffDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """The staff door of allauth: password and second factor; accounts are given, never signed up for."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """TOTP secrets are sealed like all that must not be read from a stolen database."""

    def encrypt(self, text: str) -> str:
        from linli.people.keyring import keyring

        return keyring().seal(text).hex()

    def decrypt(self, encrypted_text: str) -> str:
        from linli.people.keyring import keyring

        return keyring().unseal(bytes.fromhex(encrypted_text))

    def get_totp_label(self, user: Account) -> str:
        return user.username or str(user.id)
