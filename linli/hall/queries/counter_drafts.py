"""What a clerk has begun to take down and not sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.hall.models import CounterDraft
from linli.hall.queries.item import item_of
from linli.people.reader import Reader
from linli.places.queries.directory import place_map

SHOWN = 10


@dataclass(frozen=True)
class Waiting:
    """One of them: no name, no number of anybody; who it was for stands inside."""

    id: UUID
    title: str
    place: str
    touched_at: datetime


def counter_drafts(reader: Reader) -> list[Waiting]:
    """The newest first. One statement."""
    if reader.actor_id is None:
        return []
    rows = CounterDraft.objects.filter(account_id=reader.actor_id).defer("said").order_by("-touched_at")[:SHOWN]
    found = []
    for row in rows:
        item, place = item_of(row.item_code), place_map().get(row.place_code)
        found.append(
            Waiting(row.id, item.title if item else row.item_code, place.name if place else "", row.touched_at)
        )
    return found


def counter_draft(reader: Reader, number: UUID | None = None, *, ticket: UUID | None = None) -> CounterDraft | None:
    """A draft of this clerk by its number, or the last one for whoever holds this ticket."""
    if reader.actor_id is None:
        return None
    mine = CounterDraft.objects.filter(account_id=reader.actor_id).order_by("-touched_at")
    if number:
        return mine.filter(pk=number).first()
    return mine.filter(ticket=ticket).first() if ticket else None
