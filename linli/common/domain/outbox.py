from typing import Any

from linli.common.models import OutboxEntry


def word(topic: str, **payload: Any) -> OutboxEntry:
    """Return an entry, not yet saved, for a verb that writes everything in one statement."""
    return OutboxEntry(topic=topic, payload=payload)


def leave_word(topic: str, **payload: Any) -> None:
    """Write what must happen after this transaction; the relay brings it to the job named `topic`."""
    OutboxEntry.objects.create(topic=topic, payload=payload)


def leave_words(entries: list[tuple[str, dict[str, Any]]]) -> None:
    """Write several in one statement."""
    OutboxEntry.objects.bulk_create([OutboxEntry(topic=topic, payload=payload) for topic, payload in entries])
