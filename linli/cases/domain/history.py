"""Write history: events in a chain, words beside it."""

from datetime import datetime
from typing import Any

from django.utils.timezone import now

from linli.cases.chain import link_hash, new_salt, text_hash
from linli.cases.enums import TextPart, Verb
from linli.cases.models import Case, CaseEvent, CaseText
from linli.people.reader import Reader
from linli.people.scan import scan


def make_text(case: Case, seq: int, part: TextPart, words: str, *, for_reporter: bool = True) -> tuple[CaseText, str]:
    """Return a text row and its hash. Phone and ID numbers in it are masked; the original is then sealed."""
    salt = new_salt()
    found = scan(words)
    text = CaseText(
        case_id=case.id,
        seq=seq,
        part=part,
        body=found.masked,
        sealed=words if found.kinds else "",
        salt=salt,
        is_for_reporter=for_reporter,
    )
    return text, text_hash(salt, words)


def make_event(
    case: Case,
    verb: Verb,
    *,
    by: Reader,
    at: datetime,
    from_state: str,
    facts: dict[str, Any],
    text_hashes: dict[str, str],
    key: str | None = None,
) -> CaseEvent:
    """Return the next link of the case's chain and move its head; the caller saves both in one transaction."""
    event = CaseEvent(
        case_id=case.id,
        seq=case.seq + 1,
        at=at,
        recorded_at=now(),
        verb=verb,
        from_state=from_state,
        to_state=case.state,
        actor_id=by.actor_id,
        actor_label=by.label,
        facts=facts,
        text_hashes=text_hashes,
        key=key or None,
        previous=bytes(case.head),
    )
    event.hash = link_hash(bytes(case.head), event)
    case.seq = event.seq
    case.head = event.hash
    return event
