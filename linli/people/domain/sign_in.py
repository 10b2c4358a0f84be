"""Residents' door: a code goes to a phone, and whoever types it is let in. Signing in is signing up."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.common.cache import count_up
from linli.common.errors import Refusal
from linli.people.domain.text import send_text
from linli.people.errors import AccountClosed, CodeExpired, CodeMissing, CodeSpent, CodesTooMany, CodeTooSoon, CodeWrong
from linli.people.keyring import keyring
from linli.people.models import Account, SignInCode
from linli.people.sealing import by_index
from linli.people.signs import without_gaps

GOOD_FOR = timedelta(minutes=5)
MOST_TRIES = 5
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def ask_code(phone: str, *, address: str, at: datetime | None = None) -> SignInCode:
    """Send a code to a mobile number in E.164, known or not; codes sent to it before no longer count.

    Raises CodeTooSoon, CodesTooMany, GatewayMissing.
    """
    # Counted before the transaction: a refusal must not take its own count back.
    _count(phone, address)
    at = at or now()
    drawn = f"{secrets.randbelow(10**6):06d}"
    with transaction.atomic():
        by_index(SignInCode.objects.filter(expires_at__gt=at), "phone_index", phone).update(expires_at=at)
        code = SignInCode(phone=phone, phone_index=keyring().index(phone), sent_at=at, expires_at=at + GOOD_FOR)
        code.code_hash = _hash(code.id, drawn)
        code.save(force_insert=True)
        send_text(
            phone,
            _("%(code)s is your Linli sign-in code. It counts for 5 minutes. Tell it to nobody.") % {"code": drawn},
        )
    return code


def _count(phone: str, address: str) -> None:
    number = keyring().index(phone)
    if count_up(f"code:address:{address}", window=HOUR) > 20:
        raise CodesTooMany
    if count_up(f"code:minute:{number}", window=MINUTE) > 1:
        raise CodeTooSoon
    if count_up(f"code:hour:{number}", window=HOUR) > 5:
        raise CodesTooMany


def use_code(code_id: UUID | None, typed: str, *, at: datetime | None = None) -> Account:
    """Use up a code and return the account of its phone, made at the first one.

    Raises CodeMissing, CodeExpired, CodeSpent, CodeWrong, AccountClosed. A wrong try counts though it is refused.
    """
    if code_id is None:
        raise CodeMissing
    with transaction.atomic():
        answer = _use(code_id, without_gaps(typed), at or now())
    if isinstance(answer, Refusal):
        raise answer
    return answer


def _use(code_id: UUID, typed: str, at: datetime) -> Account | Refusal:
    code = SignInCode.objects.select_for_update().filter(id=code_id).first()
    if code is None:
        return CodeMissing()
    if code.used_at or at >= code.expires_at:
        return CodeExpired()
    if code.tries >= MOST_TRIES:
        return CodeSpent()
    if not constant_time_compare(_hash(code.id, typed), code.code_hash):
        code.tries += 1
        code.save(update_fields=["tries"])
        left = MOST_TRIES - code.tries
        return CodeWrong(left=left) if left else CodeSpent()
    code.used_at = at
    code.save(update_fields=["used_at"])
    account = _account_of(code.phone)
    return account if account.is_active else AccountClosed()


def _account_of(phone: str) -> Account:
    # Staff come in by their own door: a phone alone must never open the desk.
    residents = by_index(Account.objects.filter(is_staff=False), "phone_index", phone)
    known = residents.first()
    if known:
        return known
    account = Account(phone=phone, phone_index=keyring().index(phone), language=get_language() or "zh-hans")
    account.set_unusable_password()
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:  # another code for the same phone was used at the same moment
        return residents.get()
    return account


def _hash(code_id: UUID, typed: str) -> str:
    return salted_hmac("linli.people.sign_in", f"{code_id}:{typed}", algorithm="sha256").hexdigest()
