"""Show everybody some words of a rating, as a person has read and shortened them; and take them back."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.people.reader import Reader
from linli.people.scan import scan
from linli.ratings.errors import IsAboutYou, NothingToRelease, NotYourFollowUp
from linli.ratings.models import Rating
from linli.ratings.rules import may_follow_up

MOST_SHOWN = 300


def release_words(rating: Rating, *, words: str, by: Reader, at: datetime | None = None) -> Rating:
    """Publish words of a rating. Numbers in them are masked; names are for whoever releases to leave out.

    Raises NothingToRelease, NotYourFollowUp, IsAboutYou.
    """
    said = scan(words.strip()).masked[:MOST_SHOWN]
    return _show(rating, said, by, at or now(), "released")


def take_words_back(rating: Rating, *, by: Reader) -> Rating:
    """Show them no more. Raises NotYourFollowUp, IsAboutYou."""
    return _show(rating, "", by, None, "taken_back")


def _show(rating: Rating, words: str, by: Reader, at: datetime | None, deed: str) -> Rating:
    with transaction.atomic():
        locked = Rating.objects.select_for_update(of=("self",)).get(pk=rating.pk)
        if not may_follow_up(by, locked.area):
            raise NotYourFollowUp
        if str(by.actor_id) in locked.served_by:
            raise IsAboutYou
        if at and not (words and locked.note):
            raise NothingToRelease
        locked.shown_words, locked.shown_at, locked.shown_by = words, at, by.label[:200] if at else ""
        locked.save(update_fields=["shown_words", "shown_at", "shown_by"])
        note_deed(f"rating.words_{deed}", by=by, subject_kind="rating", subject_id=locked.id, area=locked.area)
    return locked
