"""Whose a sheet is: the account or session that documents know too, as a keyed hash, so that a row betrays neither."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from linli.documents.owners import owner_key, owner_keys
from linli.people.reader import Reader


def owner_of(request: HttpRequest) -> str:
    """The mark under which this reader saves."""
    return _mark(owner_key(_reader(request), request))


def owners_of(request: HttpRequest) -> tuple[str, ...]:
    """Every mark that the reader can show: who signs in half-way keeps what the session began."""
    return tuple(_mark(key) for key in owner_keys(_reader(request), request))


def owner_of_account(account_id: UUID) -> str:
    """The mark of an account, for what fills in for it: the demonstration."""
    return _mark(f"account:{account_id}")


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return reader


def _mark(key: str) -> str:
    return salted_hmac("linli.forms.owner", key, algorithm="sha256").hexdigest()
