"""What a record of another app is called and where it stands; the apps that hold records register themselves here."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Subject:
    """A record in words, and its page (empty: it has none)."""

    words: str
    url: str = ""


Describe = Callable[[Collection[UUID]], Mapping[UUID, Subject]]
_describers: dict[str, Describe] = {}


def register_subject(kind: str, describe: Describe) -> None:
    """Say how the records of a kind are called: many at once, in one statement. The words hold no personal data."""
    _describers[kind] = describe


def subjects(asked: Collection[tuple[str, UUID]]) -> dict[tuple[str, UUID], Subject]:
    """Return what is known of records; one that nobody can name goes by the end of its key."""
    found = {(kind, key): Subject(str(key)[-8:]) for kind, key in asked}
    for kind, describe in _describers.items():
        keys = {key for other, key in asked if other == kind}
        if keys:
            found |= {(kind, key): subject for key, subject in describe(keys).items()}
    return found
