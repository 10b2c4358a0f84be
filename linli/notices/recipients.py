"""To whom a notice goes: an account, whoever holds a post, or a bare address."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from linli.notices.enums import Channel
from linli.people.enums import Role
from linli.people.models import Account


@dataclass(frozen=True)
class To:
    """Made by `account`, `holders`, `mailbox`, `phone` or `webhook`."""

    account_id: UUID | None = None
    unit_id: UUID | None = None
    roles: tuple[Role, ...] = ()
    area: str = ""
    channel: Channel | None = None
    address: str = ""
    language: str = ""


def account(whom: Account | UUID) -> To:
    """Somebody who can sign in, staff or resident."""
    return To(account_id=whom.id if isinstance(whom, Account) else whom)


def holders(*, unit: UUID | None = None, roles: Iterable[Role] = (), area: str = "") -> To:
    """All who hold a post at the unit, in one of the roles, over the area, on the day the notice is sent.

    What is not named does not narrow. A post covers an area if it is of the area itself or of one that contains it.
    """
    if not (unit or area):
        raise ValueError("holders() needs a unit or an area")
    return To(unit_id=unit, roles=tuple(roles), area=area)


def mailbox(address: str, *, language: str = settings.LANGUAGE_CODE) -> To:
    """An e-mail address that belongs to no account."""
    return To(channel=Channel.EMAIL, address=address, language=language)


def phone(number: str, *, language: str = settings.LANGUAGE_CODE) -> To:
    """A phone number (E.164) that belongs to no account."""
    return To(channel=Channel.SMS, address=number, language=language)


def webhook(url: str, *, language: str = settings.LANGUAGE_CODE) -> To:
    """An address of another system, on a host that the settings allow."""
    return To(channel=Channel.WEBHOOK, address=url, language=language)
