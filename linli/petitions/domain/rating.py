"""Whoever petitions says once how the first answer was; a low grade is followed up by somebody else than the body that answered."""

from datetime import datetime

from linli.cases.enums import Verb
from linli.cases.models import CaseEvent
from linli.cases.queries.listing import number_text
from linli.people.reader import Reader
from linli.petitions.domain.deed import Step, step, write_note
from linli.petitions.domain.telling import say, to_followers
from linli.petitions.enums import Part, Round
from linli.petitions.errors import OnlyFirstAnswerRated
from linli.petitions.models import Petition
from linli.ratings.domain.rating import rate
from linli.ratings.enums import FOLLOWED_UP, Door, Grade, Rated
from linli.ratings.models import Rating
from linli.ratings.occasion import Occasion

# Whose work the answer is: those of the body who took it on, asked for time, decided about it, or answered.
OF_THE_BODY = (Verb.ACCEPT, Verb.OBJECT, Verb.ASK_EXTENSION, Verb.EXTEND_LIMIT, Verb.REPORT_PROGRESS, Verb.CLOSE)


def rate_answer(
    petition: Petition, grade: Grade | int, *, by: Reader, note: str = "", is_anonymous: bool = False,
    seq: int | None = None, at: datetime | None = None,
) -> Rating:  # fmt: skip
    """Rate the answer (满意度评价), once and within its days. The words are sealed with the petition, and the body does not read them.

    The history says that it was rated, never how. Raises OnlyFirstAnswerRated, GradeNeeded, RatingOver, AlreadyRated,
    NotPossibleNow, NotYours, StaleCase.
    """
    with step(petition, Verb.RATE, by=by, what="rated", seq=seq, at=at) as this:
        if this.petition.round != Round.FIRST:
            raise OnlyFirstAnswerRated
        made = rate(_occasion(this, None if is_anonymous else by), grade=grade, by=by, door=Door.PAGE, at=this.at)
        this.petition.rated_at = this.at
        write_note(this.petition, Part.RATED, note, by=by, unit=None, at=this.at)
        if made.grade in FOLLOWED_UP:
            say("rated_low", this.petition, this.case, to_followers(this.petition, this.case))
    return made


def _occasion(this: Step, rater: Reader | None) -> Occasion:
    petition, case = this.petition, this.case
    assert petition.answered_at is not None  # the procedure has seen to it
    part = CaseEvent.objects.filter(case=case, verb__in=OF_THE_BODY, actor_id__isnull=False)
    return Occasion(
        Rated.PETITION, petition.id, number_text(case.number, case.opened_at), "", "", None, petition.answered_at,
        {actor for actor in part.values_list("actor_id", flat=True) if actor}, rater.actor_id if rater else None,
        is_invented=petition.is_invented, area=petition.village, served_unit=case.lead_unit_id,
        about_unit=case.about_unit_id,
    )  # fmt: skip
