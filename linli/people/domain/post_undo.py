"""Take back what was done to a post: a slip of the pen, as long as nothing has followed from it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.people.domain.post import SUBJECT, TOPIC, note_post, terms_of
from linli.people.errors import NotAdministrator, PostWasHeld
from linli.people.models import Post
from linli.people.reader import Reader
from linli.people.rules import may_give_post


def take_back_post(entry: AuditEntry, *, by: Reader) -> Post:
    """Let a post be as it was before a change. One that was given today goes again; the trail keeps that it was given.

    Raises NotTakenBack, NotAdministrator, ChangedSince, PostWasHeld.
    """
    if entry.subject_kind != SUBJECT or "after" not in entry.detail:
        raise NotTakenBack
    with transaction.atomic():
        changed(TOPIC)
        rows = Post.objects.select_for_update(of=("self",)).select_related("unit")
        held = rows.filter(id=UUID(entry.subject_id)).first()
        if held is None:
            raise ChangedSince
        if not may_give_post(by, role=held.role, area=held.area, unit_area=held.unit.area):
            raise NotAdministrator
        now, former = terms_of(held), entry.detail["before"]
        if now != entry.detail["after"]:
            raise ChangedSince
        if now == former:
            raise NotTakenBack
        if former is None:
            _take_away(held, by, of=str(entry.id))
        else:
            _restore(held, former)
            note_post("post.taken_back", held, now, by, of=str(entry.id))
    return held


def _take_away(held: Post, by: Reader, *, of: str) -> None:
    if held.from_on < localdate():
        raise PostWasHeld(from_on=held.from_on)
    # Without a state afterwards there is nothing to come back to: it is given anew, not taken back once more.
    note_post("post.given_taken_back", held, terms_of(held), by, of=of)
    Post.objects.filter(id=held.id).delete()


def _restore(held: Post, former: dict[str, str]) -> None:
    held.substitute_id = UUID(former["substitute_id"]) if former["substitute_id"] else None
    for name in ("until_on", "substitute_from_on", "substitute_until_on"):
        setattr(held, name, date.fromisoformat(former[name]) if former[name] else None)
    held.save(update_fields=["substitute", "until_on", "substitute_from_on", "substitute_until_on"])
