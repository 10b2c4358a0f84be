"""Take back what somebody has just done: the former unit and state, by an event of its own. History is not rewritten."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from linli.cases.domain import clock
from linli.cases.domain.assignment import contact_counts
from linli.cases.domain.deed import NOTHING_SENT, Deed, Sent, deed
from linli.cases.domain.figures import Place, moved
from linli.cases.domain.telling import tell_unit
from linli.cases.enums import Decision, Movement, Verb
from linli.cases.errors import MovedOn, NotYours, UndoTooLate
from linli.cases.models import Case, CaseEvent, CaseUnit, Objection
from linli.cases.models.limit import FIRST_CONTACT
from linli.people.reader import Reader

UNDO_WITHIN = timedelta(minutes=10)
TAKEN_BACK = frozenset({Verb.ACCEPT, Verb.ASSIGN, Verb.TRANSFER})


def take_back(
    case: Case, *, since: int, by: Reader, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Take back all that this reader did after event `since`: taking on, assigning, transferring.

    Raises MovedOn where anything else has happened since, UndoTooLate after ten minutes, NotYours for another's deed.
    """
    with deed(case, Verb.TAKE_BACK, by=by, at=at, note=note, sent=sent, for_reporter=False) as this:
        events = list(CaseEvent.objects.filter(case=this.case, seq__gt=since).order_by("seq"))
        _check(events, this)
        lost = this.case.lead_unit_id
        _undo_limits(this, events)
        _undo_counts(this, events)
        _give_back(this, events)
        this.stays = True
        this.move(events[0].from_state)
        this.facts |= {"since": since, "unit": str(this.case.lead_unit_id or "")}
        if lost and lost != this.case.lead_unit_id:
            tell_unit("case.taken_back", this.case, lost)
    return case


def _check(events: Sequence[CaseEvent], this: Deed) -> None:
    if not events or any(event.verb not in TAKEN_BACK for event in events):
        raise MovedOn
    if events[0].actor_id != this.by.actor_id or any(
        event.actor_id not in (None, this.by.actor_id) for event in events
    ):
        raise NotYours  # what the rules did in the same breath (no actor) goes with it
    if this.at - events[0].at > UNDO_WITHIN:
        raise UndoTooLate


def _undo_limits(this: Deed, events: Sequence[CaseEvent]) -> None:
    """What these deeds met runs on; what they began was never begun."""
    moments, verbs = {event.at for event in events}, {Verb(event.verb) for event in events}
    begun_by = {rule.key for verb in verbs for rule in this.spec.rules_starting(verb)}
    for limit in list(this.limits):
        if limit.key in begun_by and limit.starts_at in moments:
            limit.delete()
            this.limits.remove(limit)
            if limit.key == FIRST_CONTACT:
                this.count(Movement.CONTACT_OWED, -1, at=this.case.opened_at)
        elif limit.met_at in moments:
            limit.met_at = None
    clock.show_on(this.case, this.limits)


def _undo_counts(this: Deed, events: Sequence[CaseEvent]) -> None:
    case, moments = this.case, {event.at for event in events}
    for name, movement in (
        ("accepted_at", Movement.FILED), ("dispatched_at", Movement.DISPATCHED), ("redirected_at", Movement.REDIRECTED),
    ):  # fmt: skip
        if getattr(case, name) in moments:
            this.count(movement, -1, at=case.opened_at)
            setattr(case, name, None)


def _give_back(this: Deed, events: Sequence[CaseEvent]) -> None:
    """The unit that had it before the first of these deeds has it again; what it disputed is disputed again."""
    case, before = this.case, Place.of(this.case)
    gives = [event for event in events if "from_unit" in event.facts]
    if not gives:
        return
    if any(event.facts.get("helped") for event in gives) and case.lead_unit_id:
        CaseUnit.objects.create(case=case, unit_id=case.lead_unit_id, joined_at=this.at)
    former = gives[0].facts["from_unit"]
    case.lead_unit_id, case.routed_by = UUID(former) if former else None, gives[0].facts.get("routed_by", "")
    this.deltas += moved(case, before, contact_counts(this))
    Objection.objects.filter(case=case, decision=Decision.LAPSED, decided_at__in=[event.at for event in gives]).update(
        decision="", decided_by=None, decided_at=None
    )
