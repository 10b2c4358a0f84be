"""A procedure: the states of a matter, what leads from one to another, who may, what it needs and how long it takes.

Procedures are data (TOML files in `data/procedures`, later edited in Settings). This module reads and checks them; it
knows no database. Every refusal names the place in the file and what is wrong with it.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from linli.cases.enums import Clock, Stage, Verb
from linli.common.calendar import Limit
from linli.people.enums import Role

LANGUAGES = ("zh", "en")
# Who may act, besides the roles of posts (which count where the post's area covers the case).
PLACES = {"lead", "assist", "reporter", "anybody", "system"}
NEEDS = {"note", "photo", "after_photo", "outcome", "unit", "visit", "ground"}
TOLD = {"reporter", "followers", "lead", "assist", "grid", "supervisor"}
OBJECTION = "objection"  # the key of the limit in which an objection is decided


class ProcedureError(ValueError):
    """The procedure does not hold together. `problems` lists every one, each with its place."""

    def __init__(self, code: str, problems: list[str]) -> None:
        self.code = code
        self.problems = problems
        super().__init__(f"{code}: " + "; ".join(problems))


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "zh").startswith("en") else self.zh


@dataclass(frozen=True)
class State:
    code: str
    stage: Stage
    title: Words
    resident: Words  # what a resident reads: what is happening
    following: Words  # and what comes next
    rests: bool  # the clock rests here


@dataclass(frozen=True)
class Transition:
    """`to` empty: the state stays as it is."""

    verb: Verb
    sources: frozenset[str]
    to: str
    who: frozenset[str]
    needs: frozenset[str]
    tells: frozenset[str]
    title: Words
    is_primary: bool


@dataclass(frozen=True)
class LimitRule:
    key: str
    limit: Limit
    starts: Verb  # begins with this deed
    met_by: frozenset[Verb]
    clock: Clock
    is_whole: bool
    title: Words


@dataclass(frozen=True)
class Ground:
    """A listed reason for not taking a matter on, and where to go instead."""

    code: str
    title: Words
    instead: Words


@dataclass(frozen=True)
class ProcedureSpec:
    """A checked procedure, ready to be asked."""

    code: str
    version: int
    title: Words
    first: str
    states: dict[str, State]
    transitions: tuple[Transition, ...]
    limits: tuple[LimitRule, ...]
    first_desk: str  # "place": the office of the village, "rule": whom the routing rules name
    assigns_on: Verb | None  # after this deed the routing rules name the lead unit
    closed_to: frozenset[str]  # who never sees the reporter: "about_unit"
    public: bool
    escalates_to: Role
    reminds_before: float  # of the time of a limit that has run when the holder is reminded (0.75)
    objection_within: Limit | None = None  # of being given it, a unit may object; None: not at all
    grounds: tuple[Ground, ...] = ()  # where a transition needs a "ground", only these are reasons
    _by_state: dict[tuple[str, Verb], Transition] = field(default_factory=dict, compare=False, repr=False)

    def transition(self, state: str, verb: Verb) -> Transition | None:
        return self._by_state.get((state, verb))

    def choices(self, state: str) -> list[Transition]:
        """All that may follow a state, in the order of the file."""
        return [step for step in self.transitions if state in step.sources]

    def state(self, code: str) -> State:
        return self.states[code]

    def ground(self, code: str) -> Ground | None:
        return next((ground for ground in self.grounds if ground.code == code), None)

    def rules_starting(self, verb: Verb) -> list[LimitRule]:
        return [rule for rule in self.limits if rule.starts == verb]


def read_procedure(file: Path) -> ProcedureSpec:
    """Read and check a procedure file; raises ProcedureError with every problem it has."""
    try:
        return parse_procedure(tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise ProcedureError(file.stem, [f"not valid TOML: {error}"]) from error


def parse_procedure(content: Mapping[str, Any]) -> ProcedureSpec:
    """Check the content of a procedure and return it; raises ProcedureError."""
    reading = _Reading(content)
    spec = reading.spec()
    problems = reading.problems + (_problems_of(spec) if spec else [])
    if problems or spec is None:
        raise ProcedureError(str(content.get("code", "?")), problems)
    return spec


class _Reading:
    """One pass over the raw content that goes on after a problem, so that all are told at once."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self.problems: list[str] = []

    def spec(self) -> ProcedureSpec | None:
        raw = self.content
        states = {state.code: state for state in map(self._state, raw.get("states", [])) if state}
        transitions = tuple(step for step in map(self._transition, raw.get("transitions", [])) if step)
        limits = tuple(rule for rule in map(self._limit, raw.get("limits", [])) if rule)
        escalates_to = self._word(raw.get("escalates_to", "supervisor"), Role, "escalates_to")
        assigns_on = self._word(raw["assigns_on"], Verb, "assigns_on") if raw.get("assigns_on") else None
        if not states or escalates_to is None:
            self.problems.append("there are no states") if not states else None
            return None
        return ProcedureSpec(
            code=str(raw.get("code", "")),
            version=int(raw.get("version", 0)),
            title=self._words(raw, "title", "the procedure"),
            first=str(raw.get("first") or next(iter(states))),
            states=states,
            transitions=transitions,
            limits=limits,
            first_desk=str(raw.get("first_desk", "rule")),
            assigns_on=assigns_on,
            closed_to=frozenset(raw.get("closed_to", [])),
            public=bool(raw.get("public", False)),
            escalates_to=escalates_to,
            reminds_before=float(raw.get("reminds_before", 0.75)),
            objection_within=self._within(raw.get("objection_within")),
            grounds=tuple(map(self._ground, raw.get("grounds", []))),
            _by_state={(source, step.verb): step for step in transitions for source in step.sources},
        )

    def _words(self, row: Mapping[str, Any], key: str, place: str, *, required: bool = True) -> Words:
        value = row.get(key) or {}
        missing = [language for language in LANGUAGES if not str(value.get(language, "")).strip()]
        if missing and (required or value):
            self.problems.append(f"{place}: {key} is missing in {', '.join(missing)}")
        return Words(zh=str(value.get("zh", "")), en=str(value.get("en", "")))

    def _word(self, value: Any, kind: Any, place: str) -> Any:
        try:
            return kind(value)
        except ValueError:
            self.problems.append(f"{place}: {value!r} is not one of {', '.join(kind.values)}")
            return None

    def _state(self, row: Mapping[str, Any]) -> State | None:
        place = f"state {row.get('code', '?')}"
        stage = self._word(row.get("stage", ""), Stage, place)
        title, resident, following = (self._words(row, key, place) for key in ("title", "resident", "following"))
        if stage is None:
            return None
        return State(str(row.get("code", "")), stage, title, resident, following, rests=bool(row.get("rests", False)))

    def _within(self, value: Any) -> Limit | None:
        try:
            return Limit.parse(str(value)) if value else None
        except ValueError as error:
            self.problems.append(f"objection_within: {error}")
            return None

    def _ground(self, row: Mapping[str, Any]) -> Ground:
        title, instead = (self._words(row, key, f"ground {row.get('code', '?')}") for key in ("title", "instead"))
        return Ground(str(row.get("code", "")), title, instead)

    def _transition(self, row: Mapping[str, Any]) -> Transition | None:
        place = f"transition {row.get('verb', '?')} from {', '.join(row.get('from', []))}"
        verb = self._word(row.get("verb", ""), Verb, place)
        for key, known in (("needs", NEEDS), ("tells", TOLD), ("who", PLACES | set(Role.values))):
            unknown = sorted(set(row.get(key, [])) - known)
            if unknown:
                self.problems.append(f"{place}: {key} has unknown {', '.join(unknown)}")
        if not row.get("who"):
            self.problems.append(f"{place}: nobody may do it")
        title = self._words(row, "title", place)
        if verb is None:
            return None
        return Transition(
            verb, frozenset(row.get("from", [])), str(row.get("to", "")), frozenset(row.get("who", [])),
            frozenset(row.get("needs", [])), frozenset(row.get("tells", [])), title, bool(row.get("primary", False)),
        )  # fmt: skip

    def _limit(self, row: Mapping[str, Any]) -> LimitRule | None:
        place = f"limit {row.get('key', '?')}"
        starts = self._word(row.get("starts", ""), Verb, place)
        met_by = [self._word(verb, Verb, place) for verb in row.get("met_by", [])]
        clock = self._word(row.get("clock", Clock.RECEIVER), Clock, place)
        title = self._words(row, "title", place)
        try:
            limit = Limit.parse(str(row.get("limit", "")))
        except ValueError as error:
            self.problems.append(f"{place}: {error}")
            return None
        if starts is None or clock is None or None in met_by:
            return None
        if not met_by:
            self.problems.append(f"{place}: no deed meets it")
        return LimitRule(
            str(row.get("key", "")), limit, starts, frozenset(met_by), clock, bool(row.get("whole", False)), title
        )


def _problems_of(spec: ProcedureSpec) -> list[str]:
    """What is wrong with the whole: names, reachability, ends, limits."""
    problems = []
    if not spec.code or spec.version < 1:
        problems.append("code and version (1, 2, …) are needed")
    if spec.first_desk not in {"place", "rule"}:
        problems.append(f"first_desk: {spec.first_desk!r} is neither place nor rule")
    if spec.first not in spec.states:
        problems.append(f"first: there is no state {spec.first}")
    problems += _unknown_states(spec)
    problems += _ambiguous(spec)
    reached = _reached(spec, [spec.first])
    problems += [f"state {code} cannot be reached" for code in spec.states if code not in reached]
    problems += [f"state {code} cannot end" for code in spec.states if not _can_end(spec, code)]
    problems += _limit_problems(spec)
    problems += _objection_problems(spec)
    return problems + _ground_problems(spec)


def _unknown_states(spec: ProcedureSpec) -> list[str]:
    named = {(step, code) for step in spec.transitions for code in (*step.sources, step.to) if code}
    return [
        f"transition {step.verb}: there is no state {code}"
        for step, code in sorted(named, key=lambda pair: (pair[0].verb, pair[1]))
        if code not in spec.states
    ]


def _ambiguous(spec: ProcedureSpec) -> list[str]:
    seen: set[tuple[str, Verb]] = set()
    problems = []
    for step in spec.transitions:
        for source in sorted(step.sources):
            if (source, step.verb) in seen:
                problems.append(f"transition {step.verb} from {source} is there twice")
            seen.add((source, step.verb))
    return problems


def _reached(spec: ProcedureSpec, starts: Iterable[str]) -> set[str]:
    reached, waiting = set(), list(starts)
    while waiting:
        state = waiting.pop()
        if state in reached:
            continue
        reached.add(state)
        waiting += [step.to for step in spec.transitions if state in step.sources and step.to]
    return reached


def _can_end(spec: ProcedureSpec, code: str) -> bool:
    return any(state in spec.states and spec.states[state].stage == Stage.DONE for state in _reached(spec, [code]))


def _ground_problems(spec: ProcedureSpec) -> list[str]:
    codes = [ground.code for ground in spec.grounds]
    problems = [
        f"ground {code or '?'} is there twice or has no code" for code in {*codes} if not code or codes.count(code) > 1
    ]
    if not codes and any("ground" in step.needs for step in spec.transitions):
        problems.append("a transition needs a ground, and there are no grounds")
    return problems


def _objection_problems(spec: ProcedureSpec) -> list[str]:
    """Whoever may object has a time for it, and somebody who decides in a time."""
    verbs = {step.verb for step in spec.transitions}
    if (Verb.OBJECT in verbs) != bool(spec.objection_within):
        return ["objection_within and a transition that objects belong together"]
    if Verb.OBJECT not in verbs:
        return []
    problems = [] if Verb.DECIDE_OBJECTION in verbs else ["nobody decides an objection"]
    if all(rule.starts != Verb.OBJECT for rule in spec.limits if rule.key == OBJECTION):
        problems.append(f"limit {OBJECTION}: an objection is decided in no time")
    return problems


def _limit_problems(spec: ProcedureSpec) -> list[str]:
    verbs = {step.verb for step in spec.transitions} | {Verb.OPEN}
    problems = [
        f"limit {rule.key}: no transition does {verb}"
        for rule in spec.limits
        for verb in sorted({rule.starts, *rule.met_by} - verbs)
    ]
    if sum(rule.is_whole for rule in spec.limits) != 1:
        problems.append("exactly one limit is the limit of the whole matter (whole = true)")
    keys = [rule.key for rule in spec.limits]
    return problems + [f"limit {key} is there twice" for key in sorted({key for key in keys if keys.count(key) > 1})]
