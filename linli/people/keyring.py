"""The keys of personal data: one file, readable by its owner only, never in a backup of the database."""

import base64
import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class KeyMissing(RuntimeError):
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


_read: dict[Path, tuple[tuple[int, int], Keyring]] = {}


def keyring() -> Keyring:
    """The keys of this machine, read anew when the file has changed (a rotation by another process)."""
    file: Path = settings.LINLI_KEY_FILE
    try:
        state = file.stat()
    except FileNotFoundError:
        _make_first(file)
        state = file.stat()
    changed = (state.st_mtime_ns, state.st_ino)
    found = _read.get(file)
    if found is None or found[0] != changed:
        found = (changed, Keyring({int(number): base64.b64decode(key) for number, key in _stored(file).items()}))
        _read[file] = found
    return found[1]


def add_key(file: Path) -> int:
    """Add a new key to the file (0600), which then seals; return its number."""
    with _alone(file):
        keys = _stored(file)
        number = max(map(int, keys), default=0) + 1
        _write(file, keys | {str(number): _new_key()})
    return number


def drop_keys(file: Path, numbers: set[int]) -> None:
    """Take keys out of the file for good; the one that seals stays."""
    with _alone(file):
        keys = _stored(file)
        last = max(map(int, keys))
        _write(file, {number: key for number, key in keys.items() if int(number) not in numbers or int(number) == last})


def _make_first(file: Path) -> None:
    with _alone(file):
        if not file.exists():  # two first starts agree on one key
            _write(file, {"1": _new_key()})


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _stored(file: Path) -> dict[str, str]:
    keys: dict[str, str] = json.loads(file.read_text())["keys"] if file.exists() else {}
    return keys


def _write(file: Path, keys: dict[str, str]) -> None:
    # Whole or not at all: a key lost to a power cut would take every person's data with it.
    half = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump({"keys": keys}, out)
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold the file's lock: two rotations at once would each write a file without the other's key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(file.with_name(f".{file.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
