from datetime import datetime

from linli.cases.domain.deed import NOTHING_SENT, Deed, Sent, co_units, deed
from linli.cases.enums import Movement, Outcome, Verb
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
        before = ReturnVisit.objects.filter(case=this.case).order_by("at").last()
        visit = ReturnVisit.objects.create(
            case=this.case, at=this.at, by_id=by.actor_id, is_reached=is_reached, is_resolved=answers[0],
            is_satisfied=answers[1],
        )  # fmt: skip
        _count(this, visit, before)
        this.facts |= {"reached": is_reached, "resolved": answers[0], "satisfied": answers[1]}
        if answers[0] is False:
            this.move("handling")
            this.meets = False
            this.facts["back"] = True
            this.case.sent_back += 1
            this.tells |= {"lead"}
        else:
            this.move(this.step.to)
            this.end(Outcome.RESOLVED if answers[0] else Outcome.EXPLAINED)
    return case


def _count(this: Deed, visit: ReturnVisit, before: ReturnVisit | None) -> None:
    """Count a matter once, by its last return visit: the one before is taken out on the day it was counted."""
    if before:
        for movement in _movements(before):
            this.count(movement, -1, at=before.at)
    for movement in _movements(visit):
        this.count(movement, at=visit.at)


def _movements(visit: ReturnVisit) -> list[Movement]:
    found = [Movement.VISITED, *([Movement.VISIT_REACHED] if visit.is_reached else [])]
    if visit.is_resolved is not None:
        found.append(Movement.VISIT_RESOLVED if visit.is_resolved else Movement.VISIT_UNRESOLVED)
    if visit.is_satisfied is not None:
        found.append(Movement.VISIT_SATISFIED if visit.is_satisfied else Movement.VISIT_DISSATISFIED)
    return found


def _answered(case: Case, by: Reader) -> bool:
    """Whether the answer is this reader's own, whatever post they sit in now."""
    last = CaseEvent.objects.filter(case=case, verb=Verb.PROPOSE_CLOSURE).order_by("-seq").first()
    return last is not None and by.actor_id is not None and last.actor_id == by.actor_id
