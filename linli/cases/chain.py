"""The hash chain of a case: what is hashed, and how words stand outside it."""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

VERSION = 1


class Link(Protocol):
    """What a link of the chain consists of: an event, stored or about to be."""

    case_id: UUID
    seq: int
    at: datetime
    recorded_at: datetime
    verb: str
    from_state: str
    to_state: str
    actor_id: UUID | None
    actor_label: str
    facts: Mapping[str, Any]
    text_hashes: Mapping[str, str]
    key: str | None


def link_hash(previous: bytes, link: Link) -> bytes:
    """SHA-256 over the hash before and the canonical JSON (sorted, compact, UTF-8) of every column of the event."""
    content = [
        VERSION, str(link.case_id), link.seq, _moment(link.at), _moment(link.recorded_at), str(link.verb),
        link.from_state, link.to_state, str(link.actor_id or ""), link.actor_label, link.facts, link.text_hashes,
        link.key or "",
    ]  # fmt: skip
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + written.encode()).digest()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def new_salt() -> bytes:
    return os.urandom(16)


def text_hash(salt: bytes, words: str) -> str:
    """The salted hash of words: without the salt, which is erased with the words, nobody can try guesses on it."""
    return hashlib.sha256(salt + words.encode()).hexdigest()
