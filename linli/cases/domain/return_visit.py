from datetime import datetime

from linli.cases.domain.deed import NOTHING_SENT, Sent, co_units, deed
from linli.cases.enums import Outcome, Verb
from linli.cases.errors import NotYourVisit, VisitIncomplete
from linli.cases.models import Case, CaseEvent, ReturnVisit
from linli.people.reader import Reader


def record_visit(
    case: Case, *, by: Reader, is_reached: bool, is_resolved: bool | None, is_satisfied: bool | None, note: str = "",
    at: datetime | None = None, sent: Sent = NOTHING_SENT,
) -> Case:  # fmt: skip
    """Record the hotline's return visit: reached, resolved, satisfied, each asked apart.

    Not resolved goes back to the handler; else the matter is closed. What could not be found out stays null and is
    counted openly. Never by the handler.
    """
    with deed(case, Verb.RECORD_VISIT, by=by, at=at, note=note, sent=sent) as this:
        handlers = {this.case.lead_unit_id, *co_units(this.case)}
        if any(post.unit_id in handlers for post in by.posts) or _answered(this.case, by):
            raise NotYourVisit
        if is_reached and is_resolved is None and is_satisfied is None and not note.strip():
            raise VisitIncomplete
        answers = (is_resolved, is_satisfied) if is_reached else (None, None)
        ReturnVisit.objects.create(
            case=this.case, at=this.at, by_id=by.actor_id, is_reached=is_reached, is_resolved=answers[0],
            is_satisfied=answers[1],
        )  # fmt: skip
        this.facts |= {"reached": is_reached, "resolved": answers[0], "satisfied": answers[1]}
        if answers[0] is False:
            this.move("handling")
            this.meets = False
            this.facts["back"] = True
            this.tells |= {"lead"}
        else:
            this.move(this.step.to)
            this.end(Outcome.RESOLVED if answers[0] else Outcome.EXPLAINED)
    return case


def _answered(case: Case, by: Reader) -> bool:
    """Whether the answer is this reader's own, whatever post they sit in now."""
    last = CaseEvent.objects.filter(case=case, verb=Verb.PROPOSE_CLOSURE).order_by("-seq").first()
    return last is not None and by.actor_id is not None and last.actor_id == by.actor_id
