"""Supervision by hand, beside what the clock does by rule: remind, and go one rung up the ladder of the procedure."""

from datetime import datetime

from linli.cases.domain.deed import NOTHING_SENT, Sent, deed
from linli.cases.enums import Verb
from linli.cases.errors import LadderEnds
from linli.cases.models import Case
from linli.people.reader import Reader


def remind_case(case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Case:
    """Remind the unit that the matter is with (提醒)."""
    with deed(case, Verb.REMIND, by=by, at=at, note=note, sent=sent) as this:
        this.facts["due_at"] = _due(this.case)
    return case


def escalate_case(case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Case:
    """Go one rung up the ladder: urge, then supervise, then report to the leader (催办、督办、报告).

    Raises LadderEnds at its top.
    """
    with deed(case, Verb.ESCALATE, by=by, at=at, note=note, sent=sent) as this:
        level = this.case.escalated + 1
        if level > len(this.spec.ladder):
            raise LadderEnds
        this.case.escalated = level
        this.facts |= {"level": level, "due_at": _due(this.case)}
        this.tells |= this.spec.ladder[level - 1].tells
    return case


def _due(case: Case) -> str:
    return case.next_due_at.isoformat() if case.next_due_at else ""
