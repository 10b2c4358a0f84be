"""The keys of personal data: one file, readable by its owner only, never in a backup of the database."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class KeyMissing(RuntimeError):  # noqa: N818
    """The value was sealed with a key that this machine does not have."""


@dataclass(frozen=True)
class Keyring:
    """Keys by number; the last one seals. Each has a twin for the blind index, so both rotate together."""

    keys: dict[int, bytes]

    @property
    def current(self) -> int:
        return max(self.keys)

    @cached_property
    def _ciphers(self) -> dict[int, AESGCM]:
        return {number: AESGCM(self._derived(key, b"seal")) for number, key in self.keys.items()}

    @staticmethod
    def _derived(key: bytes, purpose: bytes) -> bytes:
        return hmac.digest(key, b"linli:" + purpose, "sha256")

    def _cipher(self, number: int) -> AESGCM:
        try:
            return self._ciphers[number]
        except KeyError:
            raise KeyMissing(f"key {number} is not in the key file") from None

    def seal(self, text: str) -> bytes:
        """AES-256-GCM: one byte of key number, 12 bytes of nonce, ciphertext with tag."""
        nonce = os.urandom(12)
        number = self.current
        return bytes([number]) + nonce + self._cipher(number).encrypt(nonce, text.encode(), bytes([number]))

    def unseal(self, sealed: bytes) -> str:
        """Return the text; raises KeyMissing, or InvalidTag where a byte was altered."""
        number = sealed[0]
        return self._cipher(number).decrypt(sealed[1:13], sealed[13:], sealed[:1]).decode()

    def index(self, text: str, number: int | None = None) -> str:
        """Blind index of an already normalised value: equal values, equal index; without the key it says nothing."""
        number = self.current if number is None else number
        digest = hmac.digest(self._derived(self.keys[number], b"index"), text.encode(), hashlib.sha256)
        return f"{number}:{base64.urlsafe_b64encode(digest[:24]).decode()}"

    def indexes(self, text: str) -> list[str]:
        """The index under every key: what to look for while a rotation is under way."""
        return [self.index(text, number) for number in sorted(self.keys, reverse=True)] if text else []


_read: dict[Path, tuple[float, Keyring]] = {}


def keyring() -> Keyring:
    """The keys of this machine, read anew when the file has changed (a rotation by another process)."""
    file: Path = settings.LINLI_KEY_FILE
    try:
        changed = file.stat().st_mtime
    except FileNotFoundError:
        add_key(file)
        changed = file.stat().st_mtime
    found = _read.get(file)
    if found is None or found[0] != changed:
        stored = json.loads(file.read_text())
        found = (changed, Keyring({int(number): base64.b64decode(key) for number, key in stored["keys"].items()}))
        _read[file] = found
    return found[1]


def add_key(file: Path) -> int:
    """Add a new key to the file (0600), which then seals; return its number. Two first starts agree on one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    stored = json.loads(file.read_text()) if file.exists() else {"keys": {}}
    number = max((int(known) for known in stored["keys"]), default=0) + 1
    stored["keys"][str(number)] = base64.b64encode(secrets.token_bytes(32)).decode()
    half = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(stored, out)
        out.flush()
        os.fsync(out.fileno())
    if number == 1:
        try:
            os.link(half, file)
        except FileExistsError:
            pass
        finally:
            half.unlink()
    else:
        half.replace(file)
    return number
