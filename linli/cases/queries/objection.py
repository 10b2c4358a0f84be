"""Whether a unit may still object to what it was given: asked by the verb and by the pages, of rows that are read already."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from linli.cases.enums import Decision, Verb
from linli.cases.errors import ObjectionMade, ObjectionSettled, ObjectionTooLate
from linli.cases.models import Case, CaseEvent, Objection
from linli.cases.queries.moments import moment_words
from linli.cases.workflow import ProcedureSpec
from linli.common.calendar import Limit
from linli.common.errors import Refusal
from linli.common.working_calendar import working_calendar
from linli.people.queries.unit import office_hours_of

GIVEN_BY = (Verb.OPEN, Verb.ASSIGN, Verb.TRANSFER, Verb.TAKE_BACK)


def given_by(events: Sequence[CaseEvent]) -> CaseEvent:
    """The event by which the lead unit got the case; the events in their order."""
    return next(event for event in reversed(events) if event.verb in GIVEN_BY)


def giving_events(case: Case) -> QuerySet[CaseEvent]:
    return CaseEvent.objects.filter(case=case, verb__in=GIVEN_BY).order_by("seq")


def objection_until(case: Case, within: Limit, given: CaseEvent) -> datetime:
    """Until when the unit that has it may object."""
    return working_calendar().due(given.at, within, office=office_hours_of(case.lead_unit_id)).at


def objection_fault(
    case: Case, spec: ProcedureSpec, given: CaseEvent, objections: Iterable[Objection], *, at: datetime
) -> Refusal | None:
    """Why the lead unit may not object (any more); None where it may."""
    made = list(objections)
    if any(one.unit_id == case.lead_unit_id and one.decision == Decision.STAYS for one in made):
        return ObjectionSettled()
    if any(one.given_seq == given.seq or not one.decision for one in made):
        return ObjectionMade()
    until = objection_until(case, spec.objection_within, given) if spec.objection_within else given.at
    return ObjectionTooLate(until=moment_words(until)) if at > until else None
