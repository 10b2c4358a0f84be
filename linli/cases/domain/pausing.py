from datetime import datetime

from linli.cases.domain import clock
from linli.cases.domain.deed import NOTHING_SENT, Sent, deed
from linli.cases.enums import Verb
from linli.cases.errors import ClockRests, ClockRuns
from linli.cases.models import Case
from linli.people.reader import Reader


def pause_clock(case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Case:
    """Let the clock rest (补正, 听证, 鉴定, 第三方意见), with the reason, by somebody who answers for it."""
    with deed(case, Verb.PAUSE_CLOCK, by=by, at=at, note=note, sent=sent) as this:
        if this.case.paused_at:
            raise ClockRests
        clock.rest(this.limits, at=this.at)
    return case


def resume_clock(
    case: Case, *, by: Reader, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Let the clock go on with exactly what was left."""
    with deed(case, Verb.RESUME_CLOCK, by=by, at=at, note=note, sent=sent) as this:
        if this.case.paused_at is None:
            raise ClockRuns
        clock.go_on(this.limits, at=this.at)
    return case
