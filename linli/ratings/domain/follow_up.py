"""After one of the two lowest grades: check it with the person, put it right, answer. Each step is recorded, none is skipped."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.notices.domain.tell import tell
from linli.notices.recipients import account as to_account
from linli.people.reader import Reader
from linli.people.scan import scan
from linli.ratings.enums import Rated
from linli.ratings.errors import CheckFirst, FollowUpOver, IsAboutYou, NotYourFollowUp, WordsNeeded
from linli.ratings.models import FollowUp
from linli.ratings.rules import is_concerned, may_follow_up

MOST_NOTE = 500
# Whose page the answer leads to.
SUBJECTS = {Rated.VISIT: "ticket", Rated.APPLICATION: "case", Rated.ORDER: "case", Rated.PETITION: "petition"}


def check_rating(follow_up: FollowUp, *, is_confirmed: bool | None, by: Reader, at: datetime | None = None) -> FollowUp:
    """Note that it was asked of the person whether the grade holds; None: they could not be reached."""
    return _step(follow_up, "checked", by, at, is_confirmed=is_confirmed)


def right_rating(follow_up: FollowUp, *, note: str, by: Reader, at: datetime | None = None) -> FollowUp:
    """Note what was put right; the person reads it. Raises WordsNeeded, CheckFirst."""
    if not note.strip():
        raise WordsNeeded
    return _step(follow_up, "righted", by, at, note=scan(note.strip()).masked[:MOST_NOTE])


def answer_rating(follow_up: FollowUp, *, by: Reader, at: datetime | None = None) -> FollowUp:
    """Answer the person: what was found and what was put right. Raises CheckFirst.

    Whoever rated without an account reads it where they rated.
    """
    return _step(follow_up, "answered", by, at)


def _step(follow_up: FollowUp, step: str, by: Reader, at: datetime | None, **facts: object) -> FollowUp:
    moment = at or now()
    with transaction.atomic():
        locked = FollowUp.objects.select_for_update(of=("self",)).select_related("rating").get(pk=follow_up.pk)
        _check(locked, step, by)
        for name, value in (facts | {f"{step}_at": moment, "by_label": by.label[:200]}).items():
            setattr(locked, name, value)
        locked.save()
        rating = locked.rating
        note_deed(f"rating.{step}", by=by, subject_kind="rating", subject_id=rating.id, area=locked.area)
        if step == "answered" and rating.rater_id:
            tell("ratings.answered", to=[to_account(rating.rater_id)], subject_kind=SUBJECTS[Rated(rating.kind)],
                 subject_id=rating.subject_id, parameters={"item": rating.title or rating.number, "note": locked.note})  # fmt: skip
    return locked


def _check(locked: FollowUp, step: str, by: Reader) -> None:
    if not may_follow_up(by, locked.area):
        raise NotYourFollowUp
    if is_concerned(by, locked.rating):
        raise IsAboutYou
    if locked.answered_at is not None:
        raise FollowUpOver
    if step != "checked" and locked.checked_at is None:
        raise CheckFirst
    if step == "answered" and locked.is_confirmed and locked.righted_at is None:
        raise CheckFirst
