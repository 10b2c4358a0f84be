from datetime import datetime

from linli.cases.domain.deed import NOTHING_SENT, Sent, deed
from linli.cases.enums import Grade, Movement, TextPart, Verb
from linli.cases.errors import AlreadyRated
from linli.cases.models import Case
from linli.people.reader import Reader

FOLLOWED_UP = frozenset({Grade.VERY_DISSATISFIED, Grade.DISSATISFIED})


def rate_case(
    case: Case, *, by: Reader, grade: Grade, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Rate a closed matter in five grades (好差评), once; the two lowest are told to the supervisor, who follows up."""
    with deed(case, Verb.RATE, by=by, at=at, note=note, sent=sent, part=TextPart.COMMENT) as this:
        if this.case.rating is not None:
            raise AlreadyRated
        this.case.rating = Grade(grade)
        this.facts["grade"] = int(grade)
        this.count(Movement.RATED, at=this.case.closed_at)
        if grade >= Grade.FAIR:
            this.count(Movement.RATED_GOOD, at=this.case.closed_at)
        if grade in FOLLOWED_UP:
            this.tells |= {"supervisor", "lead"}
    return case
