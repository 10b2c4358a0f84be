"""Call a matter what it is: another kind of the same procedure, with the limits of that kind."""

from datetime import datetime

from linli.areas.queries.map import area_name
from linli.cases.domain import clock
from linli.cases.domain.assignment import contact_counts, give_to
from linli.cases.domain.deed import NOTHING_SENT, Deed, Sent, deed
from linli.cases.domain.figures import Place, moved
from linli.cases.domain.search_words import index_words
from linli.cases.enums import Verb
from linli.cases.errors import KindElsewhere, KindUnknown, SameKind
from linli.cases.models import Case, CaseText, Kind
from linli.cases.queries.procedure import kind_map
from linli.cases.queries.routing import route
from linli.people.reader import Reader


def reclassify_case(
    case: Case, *, by: Reader, kind: str, note: str, at: datetime | None = None, sent: Sent = NOTHING_SENT
) -> Case:
    """Change the kind of a matter, with the reason (改类).

    A running matter keeps its procedure, so only kinds that go by the same one can be chosen. Limits that run are
    computed anew from their beginning; a deadline from outside stays. A matter without a unit asks the rules again.

    Raises KindUnknown, SameKind, KindElsewhere, and what every deed raises.
    """
    with deed(case, Verb.RECLASSIFY, by=by, at=at, note=note, sent=sent) as this:
        chosen = _chosen(this, kind)
        this.facts |= {"kind": chosen.code, "from_kind": this.case.kind_id}
        before = Place.of(this.case)
        _rename(this.case, chosen)
        this.deltas += moved(this.case, before, contact_counts(this))
        _limit_anew(this, chosen)
        _find_by(this.case, chosen)
        if this.case.lead_unit_id is None:
            found = route(chosen.code, this.case.area, about=this.case.about_unit_id)
            if found.unit_id:
                give_to(this, found.unit_id, found)
    return case


def _chosen(this: Deed, code: str) -> Kind:
    kind = kind_map().get(code)
    if kind is None or not kind.is_active:
        raise KindUnknown
    if kind.code == this.case.kind_id:
        raise SameKind
    if kind.procedure_code != this.spec.code or kind.compartment != this.case.compartment:
        raise KindElsewhere
    return kind


def _rename(case: Case, kind: Kind) -> None:
    """The title begins with the kind; what is not of public space is shared no longer."""
    former = kind_map()[case.kind_id].name
    case.title = f"{kind.name}{case.title.removeprefix(former)}"[:120] if case.title.startswith(former) else kind.name
    case.kind_id = kind.code
    case.is_public = case.is_public and kind.is_public_space


def _find_by(case: Case, kind: Kind) -> None:
    """It is found by what it is called now."""
    said = CaseText.objects.filter(case=case, seq=1, erased_at__isnull=True).values_list("body", flat=True)
    places = [area_name(case.area[:length]) for length in (9, 12, 15) if len(case.area) >= length]
    index_words(case, [case.title, *said, case.external_id, *places], [kind.initials])


def _limit_anew(this: Deed, kind: Kind) -> None:
    rules = {rule.key: rule.limit for rule in this.spec.limits}
    for limit in this.limits:
        if limit.met_at is None and limit.given_due_at is None and limit.key in rules:
            own = clock.limit_of(this.case, kind, limit.key, rules[limit.key])
            limit.amount, limit.unit = own.amount, own.unit.value
            clock.compute(limit)
    clock.show_on(this.case, this.limits)
