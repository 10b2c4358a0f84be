"""What somebody changes about their own account."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from linli.common.domain.audit import note_deed
from linli.people.enums import IdentityKind
from linli.people.errors import StaffCannotWithdraw
from linli.people.leaving import leave_everywhere
from linli.people.models import Account, SentText, SignInCode
from linli.people.reader import Reader
from linli.people.rules import may_withdraw
from linli.people.sealing import by_index, index_of
from linli.people.withdrawal import give_back_all


@dataclass(frozen=True)
class Details:
    """What somebody says of themselves. `identity` None: the paper stays as it is; empty: it is taken out."""

    name: str
    language: str
    text_size: str
    identity_kind: IdentityKind | None = None
    identity: str | None = None


def change_details(account: Account, details: Details) -> Account:
    """Write what somebody says of themselves; the number of the paper is already normalised."""
    with transaction.atomic():
        mine = Account.objects.select_for_update().get(id=account.id)
        mine.name, mine.language, mine.text_size = details.name, details.language, details.text_size
        if details.identity is not None:
            mine.identity_kind = (details.identity_kind or "") if details.identity else ""
            mine.identity, mine.identity_index = details.identity, index_of(details.identity)
        mine.save()
    return mine


def end_sessions(account: Account, *, by: Reader) -> Account:
    """Sign an account out wherever it is signed in: for a telephone that was lost or stolen."""
    with transaction.atomic():
        mine = Account.objects.select_for_update().get(id=account.id)
        mine.session_series += 1
        mine.save(update_fields=["session_series"])
        note_deed("account.sessions_ended", by=by, subject_kind="account", subject_id=mine.id)
    return mine


def withdraw_account(account: Account, *, by: Reader) -> Account:
    """Close a resident's account and erase its personal data; what was reported lives on without it.

    Raises StaffCannotWithdraw. Every session of the account ends.
    """
    with transaction.atomic():
        mine = Account.objects.select_for_update().get(id=account.id)
        if not may_withdraw(mine):
            raise StaffCannotWithdraw
        give_back_all(mine.id, by)
        if mine.phone:
            by_index(SignInCode.objects.all(), "phone_index", mine.phone).delete()
            SentText.objects.filter(id__in=_texts_to(mine.phone)).delete()
        mine.name = mine.phone = mine.identity = mine.identity_kind = mine.email = mine.display_name = ""
        mine.phone_index = mine.identity_index = None
        mine.is_active = False
        mine.set_unusable_password()
        mine.save()
        leave_everywhere(mine.id)
        note_deed("account.withdrawn", by=by, subject_kind="account", subject_id=mine.id)
    return mine


def _texts_to(phone: str) -> list[UUID]:
    # The demonstration keeps few and has no index of them.
    return [text.id for text in SentText.objects.all() if text.phone == phone]
