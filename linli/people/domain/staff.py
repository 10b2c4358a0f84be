"""Staff accounts: opened, given another password, closed. What they may do stands in their posts, not here."""

import re

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from linli.common.domain.audit import note_deed
from linli.people.errors import NotAdministrator, PasswordWeak, StaffUnknown, UserNameFaulty, UserNameTaken
from linli.people.models import Account
from linli.people.reader import Reader
from linli.people.rules import may_manage_accounts

USER_NAME = re.compile(r"[\w.@+-]{2,60}")


def open_staff_account(username: str, *, password: str, by: Reader, display_name: str = "", email: str = "") -> Account:
    """Make an account for the staff door; it may do nothing until it is given a post.

    Raises NotAdministrator, UserNameFaulty, UserNameTaken, PasswordWeak.
    """
    if not may_manage_accounts(by):
        raise NotAdministrator
    if not USER_NAME.fullmatch(username):
        raise UserNameFaulty
    account = Account(username=username, display_name=display_name or username, email=email, is_staff=True)
    _set(account, password)
    with transaction.atomic():
        try:
            with transaction.atomic():
                account.save(force_insert=True)
        except IntegrityError as error:
            raise UserNameTaken(username=username) from error
        _note("account.opened", account, by)
    return account


def give_password(username: str, *, password: str, by: Reader) -> Account:
    """Give another password, for who has forgotten theirs; every session of the account ends.

    Raises NotAdministrator, StaffUnknown, PasswordWeak.
    """
    with transaction.atomic():
        account = _locked(username, by)
        _set(account, password)
        account.session_series += 1
        account.save(update_fields=["password", "session_series"])
        _note("account.password_given", account, by)
    return account


def close_staff_account(username: str, *, by: Reader) -> Account:
    """Let nobody in by this account any more, from this moment; its deeds stay named.

    Raises NotAdministrator, StaffUnknown.
    """
    return _set_active(username, is_active=False, by=by)


def reopen_staff_account(username: str, *, by: Reader) -> Account:
    """Let somebody in again. Raises NotAdministrator, StaffUnknown."""
    return _set_active(username, is_active=True, by=by)


def drop_second_factor(username: str, *, by: Reader) -> Account:
    """Take the second factor from who has lost it; a new one is set up after the next sign-in.

    Raises NotAdministrator, StaffUnknown.
    """
    with transaction.atomic():
        account = _locked(username, by)
        Authenticator.objects.filter(user=account).delete()
        account.session_series += 1
        account.save(update_fields=["session_series"])
        _note("account.second_factor_dropped", account, by)
    return account


def _set_active(username: str, *, is_active: bool, by: Reader) -> Account:
    with transaction.atomic():
        account = _locked(username, by)
        account.is_active = is_active
        account.session_series += 1
        account.save(update_fields=["is_active", "session_series"])
        _note("account.reopened" if is_active else "account.closed", account, by)
    return account


def _locked(username: str, by: Reader) -> Account:
    if not may_manage_accounts(by):
        raise NotAdministrator
    account = Account.objects.select_for_update().filter(username=username, is_staff=True).first()
    if account is None:
        raise StaffUnknown(username=username)
    return account


def _set(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordWeak(why=" ".join(error.messages)) from error
    account.set_password(password)


def _note(action: str, account: Account, by: Reader) -> None:
    note_deed(action, by=by, subject_kind="account", subject_id=account.id, username=account.username)
