from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from linli.common.ids import uuid7
from linli.people.enums import IdentityKind
from linli.people.sealing import BlindIndexField, SealedTextField


class AccountManager(BaseUserManager["Account"]):
    def create_staff(self, username: str, password: str | None, **fields: Any) -> "Account":
        """Make an account for the staff door; its posts say what it may do."""
        account = self.model(username=username, is_staff=True, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in: staff by user name and password, residents by phone code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True, null=True, blank=True)
    display_name = models.CharField(max_length=60, blank=True)  # staff only; a resident's name is sealed below
    email = models.EmailField(blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    name = SealedTextField()
    phone = SealedTextField()  # E.164
    phone_index = BlindIndexField(of="phone")
    identity_kind = models.CharField(max_length=20, choices=IdentityKind, blank=True)
    identity = SealedTextField()
    identity_index = BlindIndexField(of="identity")

    language = models.CharField(max_length=10, default="zh-hans")
    text_size = models.CharField(max_length=5, default="1")
    session_series = models.PositiveIntegerField(default=0)  # raised to end every session at once

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(is_staff=True) | models.Q(username__isnull=False), name="staff_has_user_name"
            ),
            # A clerk is a resident too: the telephone of a staff account opens no door and may stand twice.
            models.UniqueConstraint(
                fields=["phone_index"], condition=models.Q(is_staff=False), name="resident_phone_once"
            ),
        ]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of the account carries: another password, or the next series, and none of them counts."""
        key = f"{self.password}:{self.session_series}"
        return salted_hmac("linli.people.session", key, secret=secret, algorithm="sha256").hexdigest()
