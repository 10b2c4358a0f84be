"""Who calls: a bearer token becomes a reader, or a refusal."""

import time
from collections import Counter

from django.conf import settings
from django.http import HttpRequest

from linli.api.domain.token import narrowed, token_of
from linli.api.errors import ScopeMissing, TokenRefused, TooManyRequests
from linli.api.models import ApiToken
from linli.people.reader import Reader, reader_of

_window = 0
_sent: Counter[str] = Counter()


def enter(request: HttpRequest, *, create: bool = False, act: bool = False) -> Reader:
    """Return the reader of a request. Two statements: the token with its account, and the posts of today.

    Raises TokenRefused, ScopeMissing, TooManyRequests.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise TokenRefused
    token = token_of(secret.strip())
    _count(token)
    if (create and not token.may_create) or (act and not token.may_act):
        raise ScopeMissing
    reader = narrowed(token, reader_of(token.account))
    if not reader.posts:
        raise TokenRefused
    return reader


def _count(token: ApiToken) -> None:
    """So many a minute and a web worker: counted in memory, because a row for each request would cost as much as it."""
    global _window
    most: int = settings.LINLI_API_RATE
    if not most:
        return
    minute = int(time.monotonic() // 60)
    if minute != _window:
        _sent.clear()
        _window = minute
    _sent[token.hash] += 1
    if _sent[token.hash] > most:
        raise TooManyRequests
