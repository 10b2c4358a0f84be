"""Say how it was: once for each thing, within its days; one of the two lowest grades opens what has to follow."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import now

from linli.common.working_calendar import working_calendar
from linli.notices.domain.tell import tell
from linli.notices.recipients import holders
from linli.people.enums import Role
from linli.people.reader import Reader
from linli.people.scan import scan
from linli.ratings.enums import FOLLOWED_UP, Door, Grade, Rated
from linli.ratings.errors import AlreadyRated, GradeNeeded, OwnWork, RatingOver
from linli.ratings.models import FollowUp, Rating
from linli.ratings.occasion import Occasion
from linli.ratings.settings import answered_within, is_open, open_days

UNIQUE_VIOLATION = "23505"
MOST_NOTE = 500


def rate(
    occasion: Occasion, *, grade: Grade | int, by: Reader, door: Door, note: str = "", at: datetime | None = None
) -> Rating:
    """Write a grade. Nothing of whoever gave it is written but whom to answer, where they want to be.

    The row is its own record: it is never changed afterwards but to forget. Raises GradeNeeded, RatingOver, OwnWork,
    AlreadyRated.
    """
    at = at or now()
    if grade not in Grade.values:
        raise GradeNeeded
    if not is_open(occasion.ended_at, at):
        raise RatingOver(days=open_days())
    served_by = sorted({str(one) for one in occasion.served_by})
    if str(by.actor_id) in served_by:
        raise OwnWork
    area = occasion.place.area if occasion.place else occasion.area
    rating = Rating(
        kind=occasion.kind, subject_id=occasion.subject_id, round=occasion.round, number=occasion.number[:40], title=occasion.title[:120],
        item_code=occasion.item_code[:60], place=occasion.place, town=area[:9], area=area[:12],
        ended_at=occasion.ended_at, rated_at=at, grade=grade, door=door, note=scan(note.strip()).masked[:MOST_NOTE],
        rater_id=occasion.rater, served_by=served_by, served_unit=occasion.served_unit, about_unit=occasion.about_unit,
        is_invented=occasion.is_invented,
    )  # fmt: skip
    with transaction.atomic():
        _write(rating)
        if grade in FOLLOWED_UP:
            _owe(rating)
    return rating


def _write(rating: Rating) -> None:
    """The database says whether it is the first: two at once are one grade and one refusal."""
    try:
        with transaction.atomic():
            rating.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNIQUE_VIOLATION:
            raise
        raise AlreadyRated from error


def _owe(rating: Rating) -> None:
    """Somebody else than whoever is rated checks it with the person, by a day."""
    due = working_calendar().due(rating.rated_at, answered_within())
    FollowUp.objects.create(rating=rating, town=rating.town, area=rating.area, due_at=due.at)
    if rating.kind == Rated.VISIT and rating.place:  # of a matter the case tells its supervisor itself
        tell("ratings.low", to=[holders(roles=[Role.MANAGER], area=rating.area)], subject_kind="follow_up",
             subject_id=rating.id, parameters={"place": rating.place.name})  # fmt: skip
