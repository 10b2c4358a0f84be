"""After one of the two lowest grades: check it with the person, put it right, answer. Each step is recorded, none is skipped."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.audit import note_deed
from linli.hall.application_errors import CheckFirst, FollowUpOver, NotYourApplication
from linli.hall.application_rules import may_follow_up
from linli.hall.models import RatingFollowUp
from linli.notices.domain.tell import tell
from linli.notices.recipients import account as to_account
from linli.people.reader import Reader
from linli.people.scan import scan

MOST_NOTE = 500


def check_rating(
    follow_up: RatingFollowUp, *, is_confirmed: bool | None, by: Reader, at: datetime | None = None
) -> RatingFollowUp:
    """Note that it was asked of the person whether the grade holds; None: they could not be reached."""
    return _step(follow_up, "checked", by, at, is_confirmed=is_confirmed)


def right_rating(follow_up: RatingFollowUp, *, note: str, by: Reader, at: datetime | None = None) -> RatingFollowUp:
    """Note what was put right. Raises CheckFirst."""
    if follow_up.checked_at is None:
        raise CheckFirst
    return _step(follow_up, "righted", by, at, note=scan(note.strip()[:MOST_NOTE]).masked)


def answer_rating(follow_up: RatingFollowUp, *, by: Reader, at: datetime | None = None) -> RatingFollowUp:
    """Answer the person: what was found and what was put right. Raises CheckFirst."""
    if follow_up.checked_at is None or (follow_up.is_confirmed and follow_up.righted_at is None):
        raise CheckFirst
    return _step(follow_up, "answered", by, at)


def _step(follow_up: RatingFollowUp, step: str, by: Reader, at: datetime | None, **facts: object) -> RatingFollowUp:
    moment = at or now()
    with transaction.atomic():
        locked = RatingFollowUp.objects.select_for_update(of=("self",)).select_related("case").get(pk=follow_up.pk)
        if not may_follow_up(by, locked.village):
            raise NotYourApplication
        if locked.answered_at is not None:
            raise FollowUpOver
        for name, value in (facts | {f"{step}_at": moment, "by_label": by.label[:200]}).items():
            setattr(locked, name, value)
        locked.save()
        note_deed(f"rating.{step}", by=by, subject_kind="case", subject_id=locked.case_id, area=locked.village)
        if step == "answered" and locked.case.reporter_id:
            tell("application.rating_answered", to=[to_account(locked.case.reporter_id)], subject_kind="case",
                 subject_id=locked.case_id, parameters={"item": locked.case.title, "note": locked.note})  # fmt: skip
    return locked
