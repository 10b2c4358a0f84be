from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from linli.people.models import Account
from linli.people.reader import ANONYMOUS, Reader, reader_of


class ReaderMiddleware:
    """Give every request its reader, found only when somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: _reader(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _reader(request: HttpRequest) -> Reader:
    user = request.user
    return reader_of(user) if isinstance(user, Account) and user.is_authenticated else ANONYMOUS
