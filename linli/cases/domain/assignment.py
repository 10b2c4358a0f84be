from datetime import datetime
from uuid import UUID

from linli.cases.domain.deed import NOTHING_SENT, Deed, Sent, deed
from linli.cases.domain.figures import Place, moved
from linli.cases.enums import Verb
from linli.cases.errors import SameUnit, UnitConcerned, UnitNeeded
from linli.cases.models import Case, CaseUnit
from linli.cases.queries.routing import Route, why
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader


def assign_case(
    case: Case, *, by: Reader, unit: UUID | None, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Give a matter to a lead unit (派遣) by hand: from the list to be routed, or against what the rules said."""
    with deed(case, Verb.ASSIGN, by=by, at=at, note=note, sent=sent) as this:
        give_to(this, _known(unit, this), Route(unit, "hand"))
    return case


def transfer_case(
    case: Case, *, by: Reader, unit: UUID | None, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Hand a matter on to another lead unit, with the reason (转办)."""
    with deed(case, Verb.TRANSFER, by=by, at=at, note=note, sent=sent) as this:
        known = _known(unit, this)
        if known == this.case.lead_unit_id:
            raise SameUnit
        give_to(this, known, Route(unit, "hand"))
    return case


def join_unit(
    case: Case, *, by: Reader, unit: UUID | None, note: str = "", at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Ask another unit to help (协办). It sees the matter and reports; the lead unit stays in charge."""
    with deed(case, Verb.JOIN_UNIT, by=by, at=at, note=note, sent=sent) as this:
        known = _known(unit, this)
        joined = CaseUnit.objects.filter(case=this.case, unit_id=known).exists()
        if known == this.case.lead_unit_id or joined:
            raise SameUnit
        CaseUnit.objects.create(case=this.case, unit_id=known, joined_at=this.at)
        this.facts["unit"] = str(known)
    return case


def _known(unit: UUID | None, this: Deed) -> UUID:
    if unit is None or unit not in unit_map():
        raise UnitNeeded
    if unit == this.case.about_unit_id:
        raise UnitConcerned
    return unit


def give_to(this: Deed, unit: UUID | None, found: Route) -> None:
    """Change the lead unit and say why; the counts move with it."""
    case, before = this.case, Place.of(this.case)
    this.facts |= {"unit": str(unit or ""), "from_unit": str(case.lead_unit_id or "")}
    this.facts["route"] = why(found.reason, found.rule, found.kind, found.area)
    case.lead_unit_id, case.routed_by = unit, found.by if unit else ""
    if unit:
        CaseUnit.objects.filter(case=case, unit_id=unit).delete()
    this.deltas += moved(case, before)
