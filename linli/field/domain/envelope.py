"""What a phone sends: bytes that it has signed, and what stands in them."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import load_der_public_key

from linli.field.errors import DeliveryFaulty, KeyFaulty

PREFIX = b"linli-delivery-1\n"  # so that a signature made for something else opens nothing here
MOST_BYTES = 20_000
HALF = 32  # bytes of r and of s on P-256


@dataclass(frozen=True)
class Envelope:
    """One thing written on a phone, as it was signed there."""

    id: UUID
    device: UUID
    deed: str
    written_at: datetime
    sha256: str
    case: str = ""
    seq: int | None = None
    fields: dict[str, str] = field(default_factory=dict)
    photos: tuple[str, ...] = ()  # SHA-256 of each
    voices: tuple[str, ...] = ()  # the same; one at most


def read_envelope(signed: str) -> Envelope:
    """Read the signed text. Raises DeliveryFaulty where it does not hold what it should."""
    data = signed.encode()
    try:
        if len(data) > MOST_BYTES:
            raise ValueError("too long")
        said = json.loads(data)
        number, written_at = UUID(said["id"]), datetime.fromisoformat(said["written_at"])
        if number.version != 7 or written_at.tzinfo is None:
            raise ValueError("no number of ours, or no zone")
        return Envelope(
            id=number, device=UUID(said["device"]), deed=_text(said["deed"])[:30], written_at=written_at,
            sha256=hashlib.sha256(data).hexdigest(), case=_text(said.get("case", ""))[:30], seq=_number(said.get("seq")),
            fields={str(name): _text(value) for name, value in said.get("fields", {}).items()},
            photos=tuple(map(str, said.get("photos", []))), voices=tuple(map(str, said.get("voices", []))),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise DeliveryFaulty from error


def _text(value: Any) -> str:
    """A text that a database takes: nothing else, no NUL, no half of a character."""
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("no text")
    value.encode()
    return value


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


def read_key(text: str) -> bytes:
    """Return the key as it is kept; raises KeyFaulty where it is none of the curve P-256."""
    try:
        data = base64.b64decode(text, validate=True)
        key = load_der_public_key(data)
    except (ValueError, binascii.Error, TypeError) as error:
        raise KeyFaulty from error
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyFaulty
    return data


def is_signed(signed: str, signature: str, key: bytes) -> bool:
    """Whether the text was signed by this key: r and s one after the other, as browsers write them (IEEE P1363)."""
    public = load_der_public_key(bytes(key))
    try:
        plain = base64.b64decode(signature, validate=True)
    except (ValueError, binascii.Error):
        return False
    if len(plain) != 2 * HALF or not isinstance(public, ec.EllipticCurvePublicKey):
        return False
    pair = encode_dss_signature(int.from_bytes(plain[:HALF]), int.from_bytes(plain[HALF:]))
    try:
        public.verify(pair, PREFIX + signed.encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True
