"""A telephone number that is looked for: sealed before it stands in an address, which logs and histories keep."""

import base64
import binascii

from cryptography.exceptions import InvalidTag

from linli.people.errors import PhoneFaulty
from linli.people.keyring import KeyMissing, keyring
from linli.people.phones import normalise_phone
from linli.people.scan import scan

MOST_SEALED = 200


def names_somebody(typed: str) -> bool:
    """Whether what was typed holds a telephone or identity number, and so must not stand in an address."""
    return bool(phone_of(typed)) or bool(scan(typed).kinds)


def phone_of(typed: str) -> str:
    """The telephone number that was typed, if it is one and nothing else."""
    try:
        return normalise_phone(typed.strip())
    except PhoneFaulty:
        return ""


def sealed(phone: str) -> str:
    return base64.urlsafe_b64encode(keyring().seal(phone)).decode()


def unsealed(word: str) -> str:
    """The number that stands sealed in an address; "" where it was tampered with or its key is gone."""
    try:
        return keyring().unseal(base64.urlsafe_b64decode(word[:MOST_SEALED].encode()))
    except (InvalidTag, KeyMissing, ValueError, IndexError, binascii.Error):
        return ""
