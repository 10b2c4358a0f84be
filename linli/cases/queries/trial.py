"""Try a content on past matters: replay what happened through it, deed by deed, with the clock of the engine itself."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from linli.cases.domain import clock
from linli.cases.enums import BY_ITSELF, ENDS, Verb
from linli.cases.models import Case, CaseEvent, CaseLimit, Procedure
from linli.cases.queries.listing import number_text
from linli.cases.queries.procedure import kind_map, spec_of
from linli.cases.queries.visible import visible_to
from linli.cases.workflow import ProcedureSpec, Transition
from linli.common.calendar import Limit
from linli.people.queries.unit import every_unit
from linli.people.reader import Reader

MOST_CASES = 200
MOST_EVENTS = 20_000
MOST_VERSIONS = 20
NO_WAY, NOT_ALLOWED, LACKING = "no_way", "not_allowed", "lacking"
# What a deed needs, and where an event shows that it had it.
SHOWN_BY = {"photo": "photos", "after_photo": "photos", "unit": "unit", "outcome": "outcome", "ground": "ground"}


@dataclass(frozen=True)
class TriedCase:
    """A past matter, as a list of the trial names it."""

    number: str
    title: str

    @property
    def path(self) -> str:
        return f"/desk/cases/{self.number}/"


@dataclass
class Obstacle:
    """A deed that was done and could not be done: why, from which state, in which matters."""

    reason: str
    verb: str
    state: str
    what: str  # the post that may not, or what would be lacking
    deeds: int = 0
    cases: dict[UUID, TriedCase] = field(default_factory=dict)


@dataclass
class LimitTrial:
    """How one limit of the content would have ended, beside how the limit of this name did end."""

    key: str
    counted: int = 0  # ended in the replay
    on_time: int = 0
    counted_before: int = 0
    on_time_before: int = 0
    worse: dict[UUID, TriedCase] = field(default_factory=dict)
    better: dict[UUID, TriedCase] = field(default_factory=dict)


@dataclass
class Trial:
    cases: int = 0
    smooth: int = 0  # in which every deed would still be possible
    deeds: int = 0
    unjudged: int = 0  # whether the one who did it might still: their post is not on record
    since: datetime | None = None
    until: datetime | None = None
    obstacles: list[Obstacle] = field(default_factory=list)
    limits: list[LimitTrial] = field(default_factory=list)


def try_procedure(code: str, spec: ProcedureSpec, reader: Reader, *, most: int = MOST_CASES) -> Trial:
    """Replay the newest closed matters of a procedure that the reader may see. Four statements, however many there are."""
    cases = _newest_closed(code, reader, most)
    numbers = [case.id for case in cases]
    events: dict[UUID, list[CaseEvent]] = defaultdict(list)
    for event in CaseEvent.objects.filter(case__in=numbers).order_by("case_id", "seq")[:MOST_EVENTS]:
        events[event.case_id].append(event)
    limits: dict[UUID, list[CaseLimit]] = defaultdict(list)
    for limit in CaseLimit.objects.filter(case__in=numbers):
        limits[limit.case_id].append(limit)
    return _counted(cases, events, limits, spec)


def _newest_closed(code: str, reader: Reader, most: int) -> list[Case]:
    """The newest closed ones of the newest versions: a limited range of the index for each, put together."""
    versions = Procedure.objects.filter(code=code).order_by("-version").values_list("id", flat=True)[:MOST_VERSIONS]
    closed = visible_to(reader).filter(compartment="", closed_at__isnull=False)
    ranges = [closed.filter(procedure=version).order_by("-closed_at")[:most] for version in versions]
    if not ranges:
        return []
    found = ranges[0].union(*ranges[1:], all=True) if len(ranges) > 1 else ranges[0]
    return sorted(found, key=lambda case: case.closed_at or case.opened_at, reverse=True)[:most]


def _counted(
    cases: Sequence[Case], events: dict[UUID, list[CaseEvent]], limits: dict[UUID, list[CaseLimit]], spec: ProcedureSpec
) -> Trial:
    trial = Trial(cases=len(cases))
    moments = [case.closed_at for case in cases if case.closed_at]
    trial.since, trial.until = min(moments, default=None), max(moments, default=None)
    obstacles: dict[tuple[str, str, str, str], Obstacle] = {}
    by_key = {rule.key: LimitTrial(rule.key) for rule in spec.limits}
    for case in cases:
        tried = TriedCase(number_text(case.number, case.opened_at), case.title)
        replay = Replay(case, spec, limits[case.id])
        replay.run(events[case.id])
        trial.deeds += replay.deeds
        trial.unjudged += replay.unjudged
        trial.smooth += not replay.met
        for obstacle in replay.met:
            found = obstacles.setdefault(obstacle, Obstacle(*obstacle))
            found.deeds += 1
            found.cases[case.id] = tried
        for key, one in by_key.items():
            _compare(one, case, tried, ended_before(case, limits[case.id], key), replay.ended(key))
    trial.obstacles = sorted(obstacles.values(), key=lambda one: (-len(one.cases), one.verb, one.state, one.what))
    trial.limits = list(by_key.values())
    return trial


def _compare(one: LimitTrial, case: Case, tried: TriedCase, before: bool | None, after: bool | None) -> None:
    one.counted_before += before is not None
    one.on_time_before += bool(before)
    one.counted += after is not None
    one.on_time += bool(after)
    if before is True and after is False:
        one.worse[case.id] = tried
    if before is False and after is True:
        one.better[case.id] = tried


def ended_before(case: Case, limits: Iterable[CaseLimit], key: str) -> bool | None:
    """Whether the limit of this name was kept; None where there was none, or nothing met it."""
    limit = next((limit for limit in limits if limit.key == key), None)
    if limit is None:
        return None
    if limit.is_whole:
        return case.is_on_time
    return limit.met_at <= limit.due_at if limit.met_at else None


class Replay:
    """One matter going through a content. What the content does not know is noted, and the matter goes on as it did."""

    def __init__(self, case: Case, spec: ProcedureSpec, recorded: Sequence[CaseLimit]) -> None:
        self.case, self.spec, self.before = case, spec, spec_of(case.procedure_id)
        self.recorded = {limit.key: limit for limit in recorded}
        self.state: str | None = spec.first
        self.limits: list[CaseLimit] = []
        self.met: list[tuple[str, str, str, str]] = []  # obstacles
        self.deeds = self.unjudged = 0
        self.lead, self.helping = "", set[str]()
        self.asked: Limit | None = None

    def run(self, events: Iterable[CaseEvent]) -> None:
        for event in events:
            verb = Verb(event.verb)
            if verb == Verb.OPEN:
                self._hold_units(event)
                self._start(verb, event.at)
            elif verb not in BY_ITSELF:
                self.deeds += 1
                self._do(event, verb)
                self._hold_units(event)

    def ended(self, key: str) -> bool | None:
        """Whether the limit would have been kept; None where it would not have begun or ended."""
        limit = next((limit for limit in self.limits if limit.key == key), None)
        if limit is None:
            return None
        if limit.is_whole:
            return self.case.closed_at is not None and self.case.closed_at <= limit.due_at
        return limit.met_at <= limit.due_at if limit.met_at else None

    def _do(self, event: CaseEvent, verb: Verb) -> None:
        old = self.before.transition(event.from_state, verb)
        step = self.spec.transition(self.state, verb) if self.state is not None else None
        if self.state is not None:
            self._judge(event, old, step)
        self._move(self._next_state(event, old, step), event.at)
        self._keep_clock(event, verb)

    def _judge(self, event: CaseEvent, old: Transition | None, step: Transition | None) -> None:
        assert self.state is not None
        if step is None:
            self.met.append((NO_WAY, event.verb, self.state, ""))
            return
        held = self._capacities(event)
        if old is None or not old.who & held:
            self.unjudged += 1
        elif not step.who & held:
            self.met.append((NOT_ALLOWED, event.verb, self.state, self._post(event)))
        # What the deed needed when it was done it had, whether or not the event can show it.
        for need in sorted(step.needs - (old.needs if old else frozenset())):
            if not _has(event, need):
                self.met.append((LACKING, event.verb, self.state, need))

    def _next_state(self, event: CaseEvent, old: Transition | None, step: Transition | None) -> str | None:
        """Where the content leads; where the matter went its own way (sent back, nobody named), there it goes again."""
        led = (old.to or event.from_state) if old else None
        if step is not None and event.to_state == led:
            return step.to or self.state
        if event.to_state == event.from_state:
            return self.state
        return event.to_state if event.to_state in self.spec.states else None

    def _move(self, state: str | None, at: datetime) -> None:
        if state is not None and self.state is not None:
            before, after = self.spec.state(self.state), self.spec.state(state)
            if after.rests and not before.rests:
                clock.rest(self.limits, at=at)
            elif before.rests and not after.rests:
                clock.go_on(self.limits, at=at)
        self.state = state

    def _keep_clock(self, event: CaseEvent, verb: Verb) -> None:
        if verb == Verb.ASK_EXTENSION:
            self.asked = Limit.parse(event.facts["asked"])
        elif verb == Verb.EXTEND_LIMIT and self.asked:
            for limit in self.limits:
                if limit.is_whole:
                    clock.lengthen(limit, self.asked)
        elif verb == Verb.PAUSE_CLOCK:
            clock.rest(self.limits, at=event.at)
        elif verb == Verb.RESUME_CLOCK:
            clock.go_on(self.limits, at=event.at)
        elif verb == Verb.REOPEN:
            clock.begin_again(self.limits, at=event.at)
        if event.facts.get("back"):
            return
        if verb in ENDS:
            clock.go_on(self.limits, at=event.at)
        clock.meet(self.limits, self.spec, verb, at=event.at)
        self._start(verb, event.at)

    def _start(self, verb: Verb, at: datetime) -> None:
        known = {limit.key for limit in self.limits}
        whole = next((limit for limit in self.recorded.values() if limit.is_whole), None)
        begun = clock.start_limits(
            self.case, self.spec, verb, kind=kind_map()[self.case.kind_id], at=at,
            office=whole.office if whole else "default", due_at=whole.given_due_at if whole else None,
        )  # fmt: skip
        self.limits += [limit for limit in begun if limit.key not in known]

    def _capacities(self, event: CaseEvent) -> set[str]:
        """In what capacity somebody acted, as far as the event tells: it names one post."""
        label, found = event.actor_label, {"anybody"}
        if label == "resident":
            return found | {"reporter"}
        unit, dot, role = label.rpartition(" · ")
        if not dot:
            return found | {"system"}
        found.add(role)
        if unit and unit == self.lead:
            found.add("lead")
        if unit in self.helping:
            found.add("assist")
        return found

    def _post(self, event: CaseEvent) -> str:
        if event.actor_label == "resident":
            return "reporter"
        _unit, dot, role = event.actor_label.rpartition(" · ")
        return role if dot else "system"

    def _hold_units(self, event: CaseEvent) -> None:
        named = event.facts.get("unit")
        if event.verb == Verb.JOIN_UNIT and named:
            self.helping.add(_name_as_written(named))
        elif event.verb in (Verb.OPEN, Verb.ASSIGN, Verb.TRANSFER) and named is not None:
            self.lead = _name_as_written(named)


def _name_as_written(unit: str) -> str:
    """The name of a unit as labels of actors write it, whatever language the reader has."""
    facts = every_unit().get(UUID(unit)) if unit else None
    return facts.name if facts else ""


def _has(event: CaseEvent, need: str) -> bool:
    """Whether an event shows that the deed had what is needed; what Linli does by itself is asked for nothing."""
    if " · " not in event.actor_label and event.actor_label != "resident":
        return True
    if need == "note":
        return bool(event.text_hashes)
    if need == "visit":
        return event.verb == Verb.RECORD_VISIT
    return bool(event.facts.get(SHOWN_BY[need]))
