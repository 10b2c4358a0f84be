from datetime import datetime

from linli.cases.domain import clock
from linli.cases.domain.deed import NOTHING_SENT, Sent, deed
from linli.cases.enums import Outcome, TextPart, Verb
from linli.cases.errors import OutcomeNeeded
from linli.cases.models import Case, CaseEvent
from linli.people.reader import Reader

CLOSING_OUTCOMES = frozenset({Outcome.RESOLVED, Outcome.EXPLAINED})


def propose_closure(
    case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """The handler says that it is done and shows it (申请结案); somebody else will check."""
    with deed(case, Verb.PROPOSE_CLOSURE, by=by, at=at, note=note, sent=sent, part=TextPart.REPLY):
        pass
    return case


def send_back(case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT) -> Case:
    """The check found it not done: back to the handler, with what is missing."""
    with deed(case, Verb.SEND_BACK, by=by, at=at, note=note, sent=sent) as this:
        this.case.sent_back += 1
        this.facts["proposed_at"] = _proposed(this.case)
        clock.unmeet(this.limits, this.spec, Verb.PROPOSE_CLOSURE)
    return case


def _proposed(case: Case) -> str:
    event = CaseEvent.objects.filter(case=case, verb=Verb.PROPOSE_CLOSURE).order_by("-seq").first()
    return event.at.isoformat() if event else ""


def close_case(
    case: Case, *, by: Reader, outcome: Outcome | None, note: str = "", at: datetime | None = None,
    sent: Sent = NOTHING_SENT,
) -> Case:  # fmt: skip
    """Check and close (核查结案). Whether it was in time is decided here, by the limit as it then stands."""
    with deed(case, Verb.CLOSE, by=by, at=at, note=note, sent=sent, part=TextPart.REPLY) as this:
        if outcome not in CLOSING_OUTCOMES:
            raise OutcomeNeeded
        this.move(this.step.to)
        this.end(outcome)
    return case


def withdraw_case(
    case: Case, *, by: Reader, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """The reporter takes it back."""
    with deed(case, Verb.WITHDRAW, by=by, at=at, note=note, sent=sent) as this:
        this.move(this.step.to)
        this.end(Outcome.WITHDRAWN)
    return case
