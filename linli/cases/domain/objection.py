"""A wrong assignee objects once, in time, with its reasons; somebody of another unit decides."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.cases.domain import clock
from linli.cases.domain.assignment import known_unit, transfer_case
from linli.cases.domain.deed import NOTHING_SENT, Deed, Sent, deed
from linli.cases.domain.telling import tell_dispatchers, tell_unit
from linli.cases.enums import Decision, Verb
from linli.cases.errors import DecisionNeeded, NothingObjected, ObjectionMade, OwnObjection, SameUnit
from linli.cases.models import Case, Objection
from linli.cases.queries.objection import given_by, giving_events, objection_fault
from linli.cases.soundness import OBJECTION
from linli.people.reader import Reader


def object_to_assignment(
    case: Case, *, by: Reader, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """The lead unit says why a matter is not its own (派遣异议).

    Raises ObjectionSettled, ObjectionTooLate, ObjectionMade, and what every deed raises.
    """
    with deed(case, Verb.OBJECT, by=by, at=at, note=note, sent=sent, for_reporter=False) as this:
        given = given_by(list(giving_events(this.case)))
        made = list(Objection.objects.filter(case=this.case))
        if fault := objection_fault(this.case, this.spec, given, made, at=this.at):
            raise fault
        unit = this.case.lead_unit_id
        assert unit is not None  # who leads has a unit
        try:
            with transaction.atomic():
                Objection.objects.create(
                    case=this.case, unit_id=unit, given_seq=given.seq, seq=this.case.seq + 1, asked_by=by.actor_id,
                    asked_at=this.at,
                )  # fmt: skip
        except IntegrityError:
            raise ObjectionMade from None
        this.facts |= {"unit": str(unit), "given_seq": given.seq}
        _decide_anew(this)
        tell_dispatchers("case.objection_made", this.case, unit)
    return case


def _decide_anew(this: Deed) -> None:
    """A second objection, of the unit it went to, has its own time to be decided in."""
    for limit in this.limits:
        if limit.key == OBJECTION:
            clock.restart(limit, at=this.at)


def decide_objection(
    case: Case, *, by: Reader, decision: Decision | None, note: str, unit: UUID | None = None,
    at: datetime | None = None, sent: Sent = NOTHING_SENT,
) -> Case:  # fmt: skip
    """Move the matter to another unit, or let it stay with the unit that objects, with the reason (异议裁定).

    What was decided to stay is not objected to again. Raises DecisionNeeded, NothingObjected, OwnObjection, SameUnit,
    and what transferring raises.
    """
    with transaction.atomic():
        with deed(case, Verb.DECIDE_OBJECTION, by=by, at=at, note=note, sent=sent, for_reporter=False) as this:
            if decision not in (Decision.MOVED, Decision.STAYS):
                raise DecisionNeeded
            objection = Objection.objects.filter(case=this.case, decided_at__isnull=True).first()
            if objection is None:
                raise NothingObjected
            if any(post.unit_id == objection.unit_id for post in by.posts):
                raise OwnObjection
            if decision == Decision.MOVED and known_unit(unit, this.case) == objection.unit_id:
                raise SameUnit
            objection.decision, objection.decided_by, objection.decided_at = decision, by.actor_id, this.at
            objection.save(update_fields=["decision", "decided_by", "decided_at"])
            this.facts |= {"unit": str(objection.unit_id), "decision": str(decision)}
            tell_unit("case.objection_decided", this.case, objection.unit_id, decision=decision)
        if decision == Decision.MOVED:
            transfer_case(case, by=by, unit=unit, note=note, at=at)
    return case
