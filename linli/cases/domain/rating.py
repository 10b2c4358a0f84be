from datetime import datetime

from linli.cases.domain.deed import NOTHING_SENT, Sent, deed
from linli.cases.enums import Movement, TextPart, Verb
from linli.cases.models import Case
from linli.people.reader import Reader
from linli.ratings.enums import FOLLOWED_UP, Grade
from linli.ratings.errors import AlreadyRated, RatingOver
from linli.ratings.settings import is_open, open_days


def rated(grade: int) -> list[Movement]:
    """What a rating counts as."""
    return [Movement.RATED, *([Movement.RATED_GOOD] if grade >= Grade.FAIR else [])]


def rate_case(
    case: Case, *, by: Reader, grade: Grade, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Rate a closed matter in five grades (好差评), once and within its days; the two lowest are told to the supervisor, who follows up."""
    with deed(case, Verb.RATE, by=by, at=at, note=note, sent=sent, part=TextPart.COMMENT) as this:
        if this.case.rating is not None:
            raise AlreadyRated
        if not is_open(this.case.closed_at, this.at):
            raise RatingOver(days=open_days())
        this.case.rating = Grade(grade)
        this.facts["grade"] = int(grade)
        # By the day on which the matter was closed, so that the list of those rated can be opened by it.
        for movement in rated(this.case.rating):
            this.count(movement, at=this.case.closed_at)
        if grade in FOLLOWED_UP:
            this.tells |= {"supervisor", "lead"}
    return case
