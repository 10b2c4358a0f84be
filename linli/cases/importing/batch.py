"""Write a batch of arrivals as if they had come through the verbs: chain, words, limit, counts. One transaction."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from linli.areas.queries.find import area_in_text
from linli.areas.queries.map import area_map
from linli.areas.queries.place import locate_many
from linli.cases.domain import clock
from linli.cases.domain.escalation import LEVELS
from linli.cases.domain.history import make_event, make_text
from linli.cases.domain.opening import _levels as levels_of
from linli.cases.domain.opening import _path as path_words
from linli.cases.domain.opening import _title as title_of
from linli.cases.enums import Movement, Stage, TextPart, Verb
from linli.cases.importing.arrival import Arrival
from linli.cases.importing.copying import copy_rows, copy_tuples
from linli.cases.importing.errors import RowRefused, StateForeign
from linli.cases.importing.lookup import Lookup
from linli.cases.importing.mapping import Mapping
from linli.cases.models import Case, CaseEvent, CaseLimit, CaseText, CaseWords, Delta, Kind
from linli.cases.queries.procedure import newest_procedure
from linli.cases.queries.routing import Route, route, route_at_opening, why
from linli.cases.workflow import ProcedureSpec
from linli.common.words import vector_of
from linli.people.queries.unit import unit_map
from linli.people.reader import Reader

GIVEN = "import"


@dataclass
class Batch:
    """The rows of all tables that a batch will write."""

    mapping: Mapping
    lookup: Lookup
    by: Reader
    at: datetime
    cases: list[Case] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)
    texts: list[CaseText] = field(default_factory=list)
    limits: list[CaseLimit] = field(default_factory=list)
    words: list[tuple[UUID, str]] = field(default_factory=list)
    counts: Counter[tuple[object, ...]] = field(default_factory=Counter)
    refused: list[tuple[int, RowRefused]] = field(default_factory=list)

    def take(self, arrivals: Sequence[Arrival]) -> None:
        """Make the rows of every arrival; those that cannot be taken stand in `refused`."""
        for arrival, area in zip(arrivals, _areas(arrivals), strict=True):
            try:
                self._take(arrival, *area)
            except RowRefused as refusal:
                self.refused.append((arrival.row, refusal))

    def write(self) -> None:
        """Copy everything; the caller holds the transaction."""
        copy_rows(self.cases)
        copy_rows(self.events)
        copy_rows(self.texts)
        copy_rows(self.limits)
        copy_tuples(CaseWords._meta.db_table, ("case_id", "vector"), self.words)
        copy_tuples(Delta._meta.db_table, DIMENSIONS, ((*key, count) for key, count in self.counts.items()))

    @property
    def to_route(self) -> int:
        return sum(1 for case in self.cases if case.lead_unit_id is None)

    def _take(self, arrival: Arrival, area: str, located_by: str) -> None:
        kind = self.lookup.kind(arrival.kind)
        procedure_id, spec = newest_procedure(kind.procedure_code)
        first, last = _states(arrival, spec)
        unit = self.lookup.unit(arrival.unit)
        way = Route(unit, GIVEN) if unit else _way(kind, area, spec, first)
        case = Case(
            kind_id=kind.code, procedure_id=procedure_id, state=first, stage=spec.states[first].stage,
            source=arrival.source, title=title_of(kind.name, kind, area), **levels_of(area),
            lon=arrival.point[0] if arrival.point else None, lat=arrival.point[1] if arrival.point else None,
            located_by=located_by, lead_unit_id=way.unit_id, routed_by=way.by if way.unit_id else "",
            is_public=kind.is_public_space, compartment=kind.compartment, opened_at=arrival.opened_at,
            external_source=self.mapping.source, external_id=arrival.external_id,
        )  # fmt: skip
        self._limit(case, kind, spec, arrival)
        said = self._open(case, arrival, way)
        if arrival.standing.outcome and arrival.closed_at:
            self._close(case, arrival.closed_at, arrival.standing.outcome, last)
        elif case.next_due_at and case.next_due_at < self.at:
            case.escalated = LEVELS  # it was late before it came here: nobody is alarmed by the import
        self.cases.append(case)
        tokens = vector_of([case.title, *said, case.external_id, path_words(area)], [kind.initials])
        self.words.append((case.id, " ".join(f"'{token}'" for token in tokens)))

    def _limit(self, case: Case, kind: Kind, spec: ProcedureSpec, arrival: Arrival) -> None:
        """The limit of the whole matter, as given or by the procedure; the other system watched the smaller ones."""
        if arrival.due_at is None and self.mapping.due_without == "none":
            return
        unit = unit_map().get(case.lead_unit_id) if case.lead_unit_id else None
        whole = clock.start_limits(
            case, _whole(spec), Verb.OPEN, kind=kind, office=unit.office_hours if unit else "default",
            at=case.opened_at, due_at=arrival.due_at,
        )  # fmt: skip
        if case.stage == Stage.WAITING:
            clock.rest(whole, at=max(self.at, case.opened_at))
        clock.show_on(case, whole)
        self.limits += whole

    def _open(self, case: Case, arrival: Arrival, way: Route) -> list[str]:
        texts = [make_text(case, 1, TextPart.WORDS, arrival.words)]
        if arrival.place:
            texts.append(make_text(case, 1, TextPart.PLACE, arrival.place))
        facts = {
            "kind": case.kind_id, "procedure": str(case.procedure_id), "source": str(case.source), "area": case.area,
            "located_by": case.located_by, "unit": str(case.lead_unit_id or ""),
            "route": why(way.reason, way.rule, way.kind, way.area),
            "due_at": case.due_at.isoformat() if case.due_at else "", "due_certain": case.due_certain,
            "external": f"{case.external_source}:{case.external_id}",
        }  # fmt: skip
        hashes = {str(text.id): hashed for text, hashed in texts}
        self.events.append(
            make_event(case, Verb.OPEN, by=self.by, at=case.opened_at, from_state="", facts=facts, text_hashes=hashes)
        )
        self.texts += [text for text, _ in texts]
        self._count(case, Movement.OPENED, case.opened_at)
        return [text.body for text, _ in texts]

    def _close(self, case: Case, at: datetime, outcome: str, state: str) -> None:
        before, case.state, case.stage = case.state, state, Stage.DONE
        case.closed_at, case.outcome = at, outcome
        case.is_on_time = case.due_at is None or at <= case.due_at
        case.next_due_at = None
        for limit in self.limits[-1:]:
            if limit.case_id == case.id:
                limit.met_at = at
        facts = {"outcome": outcome, "on_time": case.is_on_time}
        self.events.append(
            make_event(case, Verb.CLOSE, by=self.by, at=at, from_state=before, facts=facts, text_hashes={})
        )
        self._count(case, Movement.CLOSED_ON_TIME if case.is_on_time else Movement.CLOSED_LATE, at)

    def _count(self, case: Case, movement: Movement, at: datetime) -> None:
        # One row a batch for what is alike: the sum is what the verbs would have counted one by one (figures.delta).
        key = (
            localdate(at), case.town, case.village, case.lead_unit_id, case.kind_id, str(case.source), case.compartment,
            movement.value,
        )  # fmt: skip
        self.counts[key] += 1


DIMENSIONS = ("day", "town", "village", "unit_id", "kind_id", "source", "compartment", "movement", "count")


def _states(arrival: Arrival, spec: ProcedureSpec) -> tuple[str, str]:
    """In which state it begins here and, where it is over, in which it ends; raises StateForeign."""
    standing = arrival.standing
    if not standing.outcome:
        first = last = standing.state or spec.first
        wanted = spec.states.get(first)
        if wanted is None or wanted.stage == Stage.DONE:
            raise StateForeign(procedure=spec.code, state=first)
        return first, last
    ends = spec.states.get(standing.state)
    if ends is None or ends.stage != Stage.DONE:
        raise StateForeign(procedure=spec.code, state=standing.state)
    return spec.first, standing.state


def _whole(spec: ProcedureSpec) -> ProcedureSpec:
    """The procedure with the limit of the whole matter alone."""
    return replace(spec, limits=tuple(rule for rule in spec.limits if rule.is_whole))


def _way(kind: Kind, area: str, spec: ProcedureSpec, first: str) -> Route:
    """By the rules: at the first desk while it is new, past it where the other system had taken it further."""
    return route_at_opening(kind.code, area, spec.first_desk) if first == spec.first else route(kind.code, area)


def _areas(arrivals: Sequence[Arrival]) -> list[tuple[str, str]]:
    """Area and how it was found, of all, as when a case is opened: a given code holds and a point within it goes deeper;
    else the point decides, else a name in the address."""
    placed = [number for number, arrival in enumerate(arrivals) if arrival.point]
    points = [arrivals[number].point or (0.0, 0.0) for number in placed]
    located = locate_many([point[0] for point in points], [point[1] for point in points]) if points else ()
    found = {number: (one.area, str(one.reason)) for number, one in zip(placed, located, strict=True)}
    return [_area(arrival, *found.get(number, ("", ""))) for number, arrival in enumerate(arrivals)]


def _area(arrival: Arrival, point: str, reason: str) -> tuple[str, str]:
    code = _known(arrival.area)
    if code and not point.startswith(code):
        return code, "list"
    if point:
        return point, reason
    named = area_in_text(arrival.place) if arrival.place else None
    return (named, "text") if named else ("", "unknown")


def _known(code: str) -> str:
    """The code, or the part of it that is known here; nothing of a code of elsewhere."""
    areas = area_map()
    return next((code[:length] for length in (15, 12, 9) if len(code) >= length and code[:length] in areas), "")
