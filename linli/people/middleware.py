from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from linli.people.models import Account
from linli.people.reader import ANONYMOUS, Reader, reader_of

OWNS = "owns"  # in the session: the records that number and secret have proven to be its own


class ReaderMiddleware:
    """Give every request its reader, found only when somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: _reader(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _reader(request: HttpRequest) -> Reader:
    user = request.user
    reader = reader_of(user) if isinstance(user, Account) and user.is_authenticated else ANONYMOUS
    # Whoever holds a post reads and acts by it; what a secret opened is theirs on the portal only.
    return reader if reader.is_staff else replace(reader, owns=owned_by_session(request))


def owned_by_session(request: HttpRequest) -> frozenset[UUID]:
    """The records that this session has proven to be its own by number and secret, without an account."""
    return frozenset(map(UUID, request.session.get(OWNS, ())))
