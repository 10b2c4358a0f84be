"""What an action would do to each of many matters: asked before anything is written, by the rules that will decide."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.cases.domain.assignment import known_unit
from linli.cases.domain.deed import check
from linli.cases.enums import BulkAction, Verb
from linli.cases.errors import Disputed, NoteNeeded, SameUnit, StaleCase
from linli.cases.models import BulkDeed, BulkRow, Case, Objection
from linli.cases.queries.procedure import spec_of
from linli.cases.queries.routing import route
from linli.cases.returns import returns
from linli.common.errors import Refusal
from linli.people.reader import Reader

MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Wish:
    """One matter, the unit it should go to, and the event that the form was written against."""

    case: Case
    number: str
    unit: UUID | None = None
    seq: int | None = None


@dataclass(frozen=True)
class Foreseen:
    """What would happen to one of them: the unit it would be with, or why not."""

    wish: Wish
    unit: UUID | None
    refusal: str = ""


def verb_for(case: Case, action: BulkAction) -> Verb:
    """By which verb an action is done to a case in its state: what has a unit is transferred, where that is possible."""
    if action == BulkAction.ACCEPT:
        return Verb.ACCEPT
    may_transfer = spec_of(case.procedure_id).transition(case.state, Verb.TRANSFER) is not None
    return Verb.TRANSFER if may_transfer and case.lead_unit_id else Verb.ASSIGN


def foresee(wishes: Sequence[Wish], action: BulkAction, *, by: Reader, note: str = "") -> list[Foreseen]:
    """Say what would become of each. Nothing is written. Two statements, on what is disputed and what is to be given back."""
    disputed = _disputed([wish.case.id for wish in wishes])
    return [_foresee(wish, action, by, note, is_disputed=wish.case.id in disputed) for wish in wishes]


def _foresee(wish: Wish, action: BulkAction, by: Reader, note: str, *, is_disputed: bool) -> Foreseen:
    case = wish.case
    try:
        return Foreseen(wish, _unit_after(wish, action, by, note, is_disputed=is_disputed))
    except Refusal as refusal:
        return Foreseen(wish, case.lead_unit_id, str(refusal))


def _unit_after(wish: Wish, action: BulkAction, by: Reader, note: str, *, is_disputed: bool) -> UUID | None:
    case, spec, verb = wish.case, spec_of(wish.case.procedure_id), verb_for(wish.case, action)
    if action == BulkAction.GIVE and is_disputed:
        raise Disputed
    step = check(case, spec, verb, by)
    if wish.seq is not None and wish.seq != case.seq:
        raise StaleCase
    if "note" in step.needs and not note.strip():
        raise NoteNeeded
    if action == BulkAction.GIVE:
        unit = known_unit(wish.unit, case)
        if verb == Verb.TRANSFER and unit == case.lead_unit_id:
            raise SameUnit
        return unit
    if spec.assigns_on == Verb.ACCEPT:
        return route(case.kind_id, case.area, about=case.about_unit_id).unit_id
    return case.lead_unit_id


def check_undisputed(case: Case) -> None:
    """What is disputed is decided, not handed on among many others; raises Disputed."""
    if _disputed([case.id]):
        raise Disputed


def _disputed(cases: Collection[UUID]) -> set[UUID]:
    """Those that their unit says are not its own, here or to the hotline, while nobody has decided."""
    objected = Objection.objects.filter(case__in=cases, decided_at__isnull=True).values_list("case_id", flat=True)
    return {*objected, *(case for source in returns() for case in source.why(cases))}


def own_bulk(reader: Reader, bulk_id: UUID) -> BulkDeed | None:
    """What this reader has done to many; None where somebody else did, or nobody."""
    return BulkDeed.objects.filter(id=bulk_id, by_id=reader.actor_id).first() if reader.actor_id else None


def rows_of(bulk_id: UUID) -> list[BulkRow]:
    """What became of each, in the order in which it was done."""
    return list(BulkRow.objects.filter(bulk=bulk_id).select_related("case").order_by("id"))
