from datetime import datetime

from linli.cases.domain import clock
from linli.cases.domain.deed import NOTHING_SENT, Deed, Sent, deed
from linli.cases.domain.rating import rated
from linli.cases.enums import Movement, Verb
from linli.cases.models import Case
from linli.people.reader import Reader


def reopen_case(case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Case:
    """Not solved: back to the unit that handled it, with its whole limit anew.

    The closing is taken out of the counts on the day it was counted; history keeps both.
    """
    with deed(case, Verb.REOPEN, by=by, at=at, note=note, sent=sent) as this:
        case_ = this.case
        closing = Movement.CLOSED_ON_TIME if case_.is_on_time else Movement.CLOSED_LATE
        this.count(closing, -1, at=case_.closed_at)
        this.count(Movement.REOPENED)
        _uncount(this)
        if case_.rating is not None:
            this.facts["rating_then"] = case_.rating
        this.facts |= {"outcome_then": case_.outcome, "on_time_then": case_.is_on_time}
        case_.closed_at, case_.is_on_time, case_.outcome, case_.rating = None, None, "", None
        case_.reopened += 1
        case_.escalated = 0
        this.move(this.step.to)
        clock.begin_again(this.limits, at=this.at)
        clock.show_on(case_, this.limits)
        if case_.lead_unit_id is None:
            this.tells |= {"to_route"}
    return case


def _uncount(this: Deed) -> None:
    """Take out, beside the closing, what was counted of it and after it."""
    case = this.case
    if case.accepted_at:
        this.count(Movement.CONCLUDED, -1, at=case.opened_at)
    if case.reopened or case.sent_back:
        this.count(Movement.REWORKED, -1, at=case.closed_at)
    if case.rating is not None:
        for movement in rated(case.rating):
            this.count(movement, -1, at=case.closed_at)
