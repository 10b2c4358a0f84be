"""Letters to another system: a signed POST, to named hosts only, never into the private network by a trick of names.

The receiver checks `Linli-Signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256, under the host's secret, of
`<t>.<body>`. `Linli-Delivery` is the same for every try of one notice.
"""

import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from django.conf import settings

from linli.notices.carriers import Carrier, Deliver, NeverDelivered, NotDelivered, Parcel

TIMEOUT_SECONDS = 10.0
TRY_AGAIN = {408, 425, 429}
MOST_READ = 64 * 1024


def secrets() -> dict[str, str]:
    """The hosts that may be called, each with the secret that signs for it (setting LINLI_WEBHOOKS)."""
    hosts: dict[str, str] = getattr(settings, "LINLI_WEBHOOKS", {})
    return hosts


def is_ready() -> bool:
    return bool(secrets())


@contextmanager
def caller() -> Iterator[Deliver]:
    yield call


def call(parcel: Parcel) -> None:
    """POST one notice. Raises NeverDelivered for a host that is not named, an address that is not public, a refusal."""
    body = json.dumps(content(parcel), ensure_ascii=False).encode()
    post(parcel.address, body, delivery=parcel.id, topic=parcel.topic)


def post(address: str, body: bytes, *, delivery: UUID, topic: str) -> bytes:
    """POST a signed letter and return the beginning of the answer. Raises NeverDelivered or NotDelivered."""
    url = _allowed(address)
    host = url.hostname or ""
    connection = _connection(url)
    try:
        connection.request("POST", _target(url), body=body, headers=_headers(delivery, topic, host, body))
        response = connection.getresponse()
        status, answer = response.status, response.read(MOST_READ)
    except (OSError, http.client.HTTPException) as error:
        raise NotDelivered(f"{host}: {error or type(error).__name__}") from error
    finally:
        connection.close()
    if not 200 <= status < 300:
        kind = NotDelivered if status >= 500 or status in TRY_AGAIN else NeverDelivered
        raise kind(f"{host} answered {status}")
    return answer


def may_call(address: str) -> bool:
    """Whether an address lies on a host that the settings name."""
    try:
        _allowed(address)
    except NeverDelivered:
        return False
    return True


def _allowed(address: str) -> SplitResult:
    try:
        url = urlsplit(address)
        is_named = url.scheme in ("http", "https") and url.hostname in secrets() and url.port != 0
    except ValueError:  # a port that is no number, a bracket too many
        is_named = False
    if not is_named:
        raise NeverDelivered("the address is not on a host named in LINLI_WEBHOOKS")
    return url


def content(parcel: Parcel) -> dict[str, str]:
    return {
        "id": str(parcel.id),
        "topic": parcel.topic,
        "at": parcel.created_at.isoformat(),
        "subject_kind": parcel.subject_kind,
        "subject_id": parcel.subject_id,
        "language": parcel.language,
        "subject": parcel.letter.subject,
        "body": parcel.letter.body,
        "url": parcel.letter.url,
    }


def signature(secret: str, body: bytes, at: int) -> str:
    digest = hmac.digest(secret.encode(), f"{at}.".encode() + body, "sha256").hex()
    return f"t={at},v1={digest}"


def _headers(delivery: UUID, topic: str, host: str, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Linli",
        "Linli-Delivery": str(delivery),
        "Linli-Topic": topic,
        "Linli-Signature": signature(secrets()[host], body, int(time.time())),
    }


def _target(url: SplitResult) -> str:
    return (url.path or "/") + (f"?{url.query}" if url.query else "")


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    """A connection to the very address that was checked: asking for the name again could give another."""
    host = url.hostname or ""
    port = url.port or (443 if url.scheme == "https" else 80)
    address = _checked_address(host, port)
    return _HTTPSTo(host, port, address) if url.scheme == "https" else _HTTPTo(host, port, address)


def _checked_address(host: str, port: int) -> str:
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise NotDelivered(f"{host}: {error}") from error
    is_private_allowed = getattr(settings, "LINLI_WEBHOOKS_PRIVATE", False)
    for address in sorted(found):
        if is_private_allowed or ipaddress.ip_address(address.split("%")[0]).is_global:
            return address
    raise NeverDelivered(f"{host} is an address of a private network")


class _HTTPTo(http.client.HTTPConnection):
    def __init__(self, host: str, port: int, address: str) -> None:
        super().__init__(host, port, timeout=TIMEOUT_SECONDS)
        self.address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), TIMEOUT_SECONDS)


class _HTTPSTo(_HTTPTo):
    default_port = 443

    def connect(self) -> None:
        super().connect()
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


carrier = Carrier(open=caller, is_ready=is_ready)
