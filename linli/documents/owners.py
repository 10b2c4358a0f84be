"""Who stands before us, account or session, and the basket of a form, which carries its owner's mark in its number."""

import secrets
from uuid import UUID

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linli.people.reader import Reader

FIELD = "basket"
MARK = "documents_mark"
NONCE_BYTES = 6


def owner_key(reader: Reader, request: HttpRequest | None) -> str:
    """Return the key to which baskets and addresses are bound: the account, else the session (marked if need be)."""
    if reader.actor_id is not None:
        return f"account:{reader.actor_id}"
    if request is None:
        raise LookupError("a reader without an account is known by the session only")
    if MARK not in request.session:
        request.session[MARK] = secrets.token_urlsafe(16)
    return f"session:{request.session[MARK]}"


def owner_keys(reader: Reader, request: HttpRequest) -> list[str]:
    """Return every key that the reader can show: who signs in half-way keeps what the session began."""
    keys = [f"account:{reader.actor_id}"] if reader.actor_id is not None else []
    return [*keys, f"session:{request.session[MARK]}"] if MARK in request.session else keys


def new_basket(request: HttpRequest) -> UUID:
    """Return a fresh basket of the reader."""
    return _basket(secrets.token_bytes(NONCE_BYTES), owner_key(_reader(request), request))


def is_own_basket(basket: UUID, request: HttpRequest) -> bool:
    """Whether the basket was made for this account or this session."""
    nonce = basket.bytes[:NONCE_BYTES]
    return any(
        constant_time_compare(str(_basket(nonce, key)), str(basket)) for key in owner_keys(_reader(request), request)
    )


def basket_of(request: HttpRequest) -> UUID:
    """Return the basket that a form or an upload names, or a fresh one where it names none or not its own."""
    return named_basket(request) or new_basket(request)


def named_basket(request: HttpRequest) -> UUID | None:
    """Return the basket named in the form or the address, if it is the reader's own."""
    try:
        basket = UUID(_named(request))
    except ValueError:
        return None
    return basket if is_own_basket(basket, request) else None


def basket_was_lost(request: HttpRequest) -> bool:
    """Whether the form names a basket that is not, or no longer, the reader's: its photos must be chosen again."""
    return bool(_named(request)) and named_basket(request) is None


def basket_field(basket: UUID) -> SafeString:
    """Return the hidden field that carries the basket through the form."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, basket)


def _named(request: HttpRequest) -> str:
    return str(request.POST.get(FIELD) or request.GET.get(FIELD) or "")


def _reader(request: HttpRequest) -> Reader:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    return reader


def _basket(nonce: bytes, owner: str) -> UUID:
    """Return nonce and keyed hash of nonce and owner as a UUID of version 8 (RFC 9562: free use)."""
    digest = salted_hmac("linli.documents.basket", f"{nonce.hex()} {owner}", algorithm="sha256").digest()
    number = int.from_bytes(nonce + digest[: 16 - NONCE_BYTES])
    number = number & ~(0xF << 76) | 0x8 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=number)
