"""Who calls: a bearer token becomes a reader, or a refusal."""

import time
from collections import Counter
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from linli.api.errors import MediaTypeWrong, ScopeMissing, TokenRefused, TooManyRequests
from linli.api.queries.caller import caller_of
from linli.people.reader import Reader

_window = 0
_sent: Counter[UUID] = Counter()


def enter(request: HttpRequest, *, create: bool = False, act: bool = False) -> Reader:
    """Return the reader of a request. One statement: the token with its account and the posts of today.

    Raises TokenRefused, ScopeMissing, TooManyRequests, MediaTypeWrong.
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    caller = caller_of(secret.strip()) if scheme.lower() == "bearer" and secret.strip().isascii() else None
    if caller is None or not caller.reader.posts:
        raise TokenRefused
    _count(caller.token_id)
    if (create and not caller.may_create) or (act and not caller.may_act):
        raise ScopeMissing
    if request.method == "POST" and request.content_type != "application/json":
        raise MediaTypeWrong
    return caller.reader


def _count(token: UUID) -> None:
    """So many a minute and a web worker: counted in memory, because a row for each request would cost as much as it."""
    global _window
    most: int = settings.LINLI_API_RATE
    if not most:
        return
    minute = int(time.monotonic() // 60)
    if minute != _window:
        _sent.clear()
        _window = minute
    _sent[token] += 1
    if _sent[token] > most:
        raise TooManyRequests
