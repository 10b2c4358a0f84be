from datetime import datetime
from uuid import UUID

from linli.cases.domain.deed import NOTHING_SENT, Deed, Sent, deed
from linli.cases.domain.figures import Place, moved
from linli.cases.domain.telling import tell_unit
from linli.cases.enums import Decision, Movement, Verb
from linli.cases.errors import NotHelping, SameUnit, UnitConcerned, UnitNeeded
from linli.cases.models import Case, CaseUnit
from linli.cases.models.limit import FIRST_CONTACT
from linli.cases.queries.routing import Route, why
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader


def assign_case(
    case: Case, *, by: Reader, unit: UUID | None, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Give a matter to a lead unit (派遣) by hand: from the list to be routed, or against what the rules said."""
    with deed(case, Verb.ASSIGN, by=by, at=at, note=note, sent=sent) as this:
        known = known_unit(unit, this.case)
        if this.step.to:
            file_case(this)  # whoever dispatches what was only collected has filed it
        give_to(this, known, Route(unit, "hand"))
    return case


def transfer_case(
    case: Case, *, by: Reader, unit: UUID | None, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Hand a matter on to another lead unit, with the reason (转办)."""
    with deed(case, Verb.TRANSFER, by=by, at=at, note=note, sent=sent) as this:
        known = known_unit(unit, this.case)
        if known == this.case.lead_unit_id:
            raise SameUnit
        give_to(this, known, Route(unit, "hand"))
    return case


def join_unit(
    case: Case, *, by: Reader, unit: UUID | None, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Ask another unit to help (协办). It sees the matter and reports; the lead unit stays in charge."""
    with deed(case, Verb.JOIN_UNIT, by=by, at=at, note=note, sent=sent) as this:
        known = known_unit(unit, this.case)
        joined = CaseUnit.objects.filter(case=this.case, unit_id=known).exists()
        if known == this.case.lead_unit_id or joined:
            raise SameUnit
        CaseUnit.objects.create(case=this.case, unit_id=known, joined_at=this.at)
        this.facts["unit"] = str(known)
    return case


def release_unit(
    case: Case, *, by: Reader, unit: UUID | None, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Let a helping unit go (协办结束): it has done its part, or is not needed. It no longer sees the matter."""
    with deed(case, Verb.RELEASE_UNIT, by=by, at=at, note=note, sent=sent) as this:
        if unit is None or not CaseUnit.objects.filter(case=this.case, unit_id=unit).delete()[0]:
            raise NotHelping
        this.facts["unit"] = str(unit)
        tell_unit("case.unit_released", this.case, unit)
    return case


def known_unit(unit: UUID | None, case: Case) -> UUID:
    """A unit that this case may go to. Raises UnitNeeded, UnitConcerned."""
    if unit is None or unit not in unit_map():
        raise UnitNeeded
    if unit == case.about_unit_id:
        raise UnitConcerned
    return unit


def file_case(this: Deed) -> None:
    """The case is taken on: filed once, whatever comes after."""
    if this.case.accepted_at is None:
        this.case.accepted_at = this.at
        this.count(Movement.FILED, at=this.case.opened_at)


def give_to(this: Deed, unit: UUID | None, found: Route) -> None:
    """Change the lead unit and say why; the counts move with it."""
    case, before = this.case, Place.of(this.case)
    former = case.lead_unit_id
    this.facts |= {"unit": str(unit or ""), "from_unit": str(former or ""), "routed_by": case.routed_by}
    this.facts["route"] = why(found.reason, found.rule, found.kind, found.area)
    case.lead_unit_id, case.routed_by = unit, found.by if unit else ""
    if unit and CaseUnit.objects.filter(case=case, unit_id=unit).delete()[0]:
        this.facts["helped"] = True  # until now it was a helping one
    # What this deed itself has just counted is counted where the case now lies.
    for one in this.deltas:
        one.unit_id = unit
    counted_before = {one.movement for one in this.deltas}
    this.deltas += [one for one in moved(case, before, contact_counts(this)) if one.movement not in counted_before]
    if unit:
        _count_dispatch(this, is_other=former != unit)
    if former and former != unit:
        this.settle_objection(Decision.LAPSED)


def _count_dispatch(this: Deed, *, is_other: bool) -> None:
    """The first naming of a unit is the dispatch; where another is named after it, it was not the right one."""
    case = this.case
    if case.dispatched_at is None:
        case.dispatched_at = this.at
        this.count(Movement.DISPATCHED, at=case.opened_at)
    elif is_other and case.redirected_at is None:
        case.redirected_at = this.at
        this.count(Movement.REDIRECTED, at=case.opened_at)


def contact_counts(this: Deed) -> list[Movement]:
    """What is counted of the first contact, where the procedure has one."""
    if all(rule.key != FIRST_CONTACT for rule in this.spec.limits):
        return []
    owed = [limit for limit in this.limits if limit.key == FIRST_CONTACT]
    in_time = [limit for limit in owed if limit.met_at and limit.met_at <= limit.due_at]
    return [Movement.CONTACT_OWED] * len(owed) + [Movement.CONTACTED_ON_TIME] * len(in_time)
