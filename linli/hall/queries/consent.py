"""Consents as their two sides see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.hall.application_enums import ConsentState
from linli.hall.models import ApplicationDraft, Consent
from linli.hall.queries.item import item_of
from linli.people.reader import Reader


def given_to(reader: Reader) -> list[Consent]:
    """Who agreed that this reader applies for them. One statement."""
    if reader.actor_id is None:
        return []
    return list(Consent.objects.filter(asker_id=reader.actor_id, state=ConsentState.GIVEN).order_by("decided_at"))


def asked_by(reader: Reader) -> list[Consent]:
    """Whom this reader has asked. One statement."""
    return list(Consent.objects.filter(asker_id=reader.actor_id).order_by("-asked_at")) if reader.actor_id else []


def asked_of(reader: Reader) -> list[Consent]:
    """Who has asked this reader. One statement."""
    return list(Consent.objects.filter(giver_id=reader.actor_id).order_by("-asked_at")) if reader.actor_id else []


@dataclass(frozen=True)
class Begun:
    """What somebody has begun and not sent."""

    id: UUID
    code: str
    title: str
    touched_at: datetime


def begun_by(reader: Reader) -> list[Begun]:
    """What is waiting to be gone on with. One statement."""
    if reader.actor_id is None:
        return []
    rows = ApplicationDraft.objects.filter(account_id=reader.actor_id).order_by("-touched_at").defer("said")
    found = []
    for row in rows:
        item = item_of(row.item_code)
        if item and item.is_offered:
            found.append(Begun(row.id, row.item_code, item.title, row.touched_at))
    return found
