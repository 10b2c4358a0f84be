"""Persons in a case: sealed, and followed by number and secret where there is no account."""

import hashlib
import secrets
from dataclasses import dataclass

from django.utils.translation import get_language

from linli.cases.enums import Part
from linli.cases.models import Case, CaseParty
from linli.people.enums import IdentityKind
from linli.people.keyring import keyring
from linli.people.models import Account

# No 0/O, 1/I/L: a secret is read from a slip of paper and typed with a thumb. Ten of 31 signs are 49 bits, and tries are limited.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Person:
    """Somebody as typed into a form, already normalised (`linli.people.phones`, `identity`)."""

    name: str = ""
    phone: str = ""
    email: str = ""
    identity_kind: IdentityKind | None = None
    identity: str = ""


def new_secret() -> str:
    """Ten signs in two groups, told once to the reporter."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"


def secret_hash(secret: str) -> str:
    """The hash of a secret, however it was typed (spaces, dashes, small letters)."""
    plain = "".join(sign for sign in secret.upper() if sign in SIGNS)
    return hashlib.sha256(plain.encode()).hexdigest()


def make_party(
    case: Case, part: Part, person: Person | None, *, account: Account | None, with_secret: bool = True
) -> tuple[CaseParty, str]:
    """Return the row of a person, not yet saved, and the secret where one was made."""
    known = person or Person()
    keys = keyring()
    secret = new_secret() if with_secret else ""
    party = CaseParty(
        case_id=case.id, part=part, account=account, name=known.name, phone=known.phone, email=known.email,
        phone_index=keys.index(known.phone) if known.phone else None,  # type: ignore[misc]
        identity_kind=known.identity_kind or "", identity=known.identity,
        identity_index=keys.index(known.identity) if known.identity else None,
        secret_hash=secret_hash(secret) if secret else "",
        language=get_language() or "zh-hans",
    )  # fmt: skip
    return party, secret
