"""A procedure: the states of a matter, what leads from one to another, who may, what it needs and how long it takes.

Procedures are data (TOML files in `data/procedures`, edited in Settings). This module reads and checks them; it
knows no database. Every refusal names the place in the file and what is wrong with it.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

from linli.cases.enums import Clock, Stage, Verb
from linli.cases.problem import Problem
from linli.cases.shape import LANGUAGES, shape_problems
from linli.common.calendar import Limit
from linli.people.enums import Role

# Who may act, besides the roles of posts (which count where the post's area covers the case).
PLACES = {"lead", "assist", "reporter", "anybody", "system"}
NEEDS = {"note", "photo", "after_photo", "outcome", "unit", "visit", "ground"}
TOLD = {"reporter", "followers", "lead", "assist", "grid", "supervisor"}
FIRST_DESKS = ("place", "rule")
CLOSED_TO = {"about_unit"}
# The deeds with which a matter ends: they lead to a state of the stage "done", and no other deed does.
ENDS = frozenset({Verb.CLOSE, Verb.REFUSE, Verb.WITHDRAW, Verb.MERGE, Verb.RECORD_VISIT})
# Where a return visit sends a matter that is not resolved (`linli.cases.domain.return_visit`).
SENT_BACK_TO = "handling"
# What Linli does by itself, whatever the procedure says.
BY_ITSELF = frozenset({Verb.OPEN, Verb.REMIND, Verb.ESCALATE, Verb.RECOMPUTE, Verb.ERASE})


class ProcedureError(ValueError):
    """The procedure does not hold together. `problems` lists every one, each with its place."""

    def __init__(self, code: str, problems: list[Problem]) -> None:
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
        raise ProcedureError(file.stem, [Problem(_("not valid TOML: %(error)s"), error=error)]) from error


def parse_procedure(content: Mapping[str, Any]) -> ProcedureSpec:
    """Check the content of a procedure and return it; raises ProcedureError."""
    problems, spec = examine(content)
    if problems or spec is None:
        raise ProcedureError(str(content.get("code", "?")) if isinstance(content, Mapping) else "?", problems)
    return spec


def read_published(content: Mapping[str, Any]) -> ProcedureSpec:
    """Read what was checked when it was published; what is checked more strictly since does not stop running cases."""
    spec = _Reading(content).spec()
    assert spec is not None, "a published procedure has states"
    return spec


def examine(content: Any) -> tuple[list[Problem], ProcedureSpec | None]:
    """Return every problem that a content has, and what could be read of it all the same."""
    if problems := shape_problems(content):
        return problems, None
    reading = _Reading(content)
    spec = reading.spec()
    return reading.problems + (_problems_of(spec) if spec else []), spec


class _Reading:
    """One pass over the raw content that goes on after a problem, so that all are told at once."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content
        self.problems: list[Problem] = []
        self.part, self.row = "", None  # type: tuple[str, int | None]

    def spec(self) -> ProcedureSpec | None:
        raw = self.content
        states = {state.code: state for state in self._rows("states", self._state)}
        transitions = tuple(self._rows("transitions", self._transition))
        limits = tuple(self._rows("limits", self._limit))
        grounds = tuple(self._rows("grounds", self._ground))
        escalates_to = self._word(raw.get("escalates_to", "supervisor"), Role, "escalates_to")
        assigns_on = self._word(raw["assigns_on"], Verb, "assigns_on") if raw.get("assigns_on") else None
        unknown = sorted(set(raw.get("closed_to", [])) - CLOSED_TO)
        if unknown:
            self._say(_("%(place)s: %(key)s has unknown %(unknown)s"), place="the procedure", key="closed_to",
                      unknown=", ".join(unknown))  # fmt: skip
        if not states or escalates_to is None:
            self._say(_("there are no states")) if not states else None
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
            grounds=grounds,
            _by_state={(source, step.verb): step for step in transitions for source in step.sources},
        )

    def _rows[T](self, part: str, read: Callable[[Mapping[str, Any]], T | None]) -> Iterator[T]:
        for number, row in enumerate(self.content.get(part, [])):
            self.part, self.row = part, number
            found = read(row)
            if found is not None:
                yield found
        self.part, self.row = "", None

    def _say(self, sentence: str, **values: Any) -> None:
        self.problems.append(Problem(sentence, self.part, self.row, **values))

    def _words(self, row: Mapping[str, Any], key: str, place: str) -> Words:
        value = row.get(key) or {}
        missing = [language for language in LANGUAGES if not value.get(language, "").strip()]
        if missing:
            self._say(
                _("%(place)s: %(key)s is missing in %(languages)s"), place=place, key=key, languages=", ".join(missing)
            )
        return Words(zh=value.get("zh", ""), en=value.get("en", ""))

    def _word(self, value: Any, kind: Any, place: str) -> Any:
        try:
            return kind(value)
        except ValueError:
            self._say(
                _("%(place)s: %(value)s is not one of %(known)s"), place=place, value=repr(value),
                known=", ".join(kind.values),
            )  # fmt: skip
            return None

    def _state(self, row: Mapping[str, Any]) -> State | None:
        place = f"state {row.get('code', '?')}"
        stage = self._word(row.get("stage", ""), Stage, place)
        title, resident, following = (self._words(row, key, place) for key in ("title", "resident", "following"))
        if stage is None:
            return None
        code = row.get("code", "")
        if not code or any(other.get("code") == code for other in self.content["states"][: self.row]):
            self._say(_("state %(state)s is there twice or has no code"), state=code or "?")
        return State(code, stage, title, resident, following, rests=row.get("rests", False))

    def _ground(self, row: Mapping[str, Any]) -> Ground:
        title, instead = (self._words(row, key, f"ground {row.get('code', '?')}") for key in ("title", "instead"))
        return Ground(row.get("code", ""), title, instead)

    def _transition(self, row: Mapping[str, Any]) -> Transition | None:
        place = f"transition {row.get('verb', '?')} from {', '.join(row.get('from', []))}"
        verb = self._word(row.get("verb", ""), Verb, place)
        for key, known in (("needs", NEEDS), ("tells", TOLD), ("who", PLACES | set(Role.values))):
            unknown = sorted(set(row.get(key, [])) - known)
            if unknown:
                self._say(
                    _("%(place)s: %(key)s has unknown %(unknown)s"), place=place, key=key, unknown=", ".join(unknown)
                )
        if not row.get("who"):
            self._say(_("%(place)s: nobody may do it"), place=place)
        title = self._words(row, "title", place)
        if verb is None:
            return None
        return Transition(
            verb, frozenset(row.get("from", [])), row.get("to", ""), frozenset(row.get("who", [])),
            frozenset(row.get("needs", [])), frozenset(row.get("tells", [])), title, row.get("primary", False),
        )  # fmt: skip

    def _limit(self, row: Mapping[str, Any]) -> LimitRule | None:
        place = f"limit {row.get('key', '?')}"
        starts = self._word(row.get("starts", ""), Verb, place)
        met_by = [self._word(verb, Verb, place) for verb in row.get("met_by", [])]
        clock = self._word(row.get("clock", Clock.RECEIVER), Clock, place)
        title = self._words(row, "title", place)
        try:
            limit = Limit.parse(row.get("limit", ""))
        except ValueError as error:
            self._say(_("%(place)s: %(error)s"), place=place, error=error)
            return None
        if starts is None or clock is None or None in met_by:
            return None
        if not met_by:
            self._say(_("%(place)s: no deed meets it"), place=place)
        return LimitRule(row.get("key", ""), limit, starts, frozenset(met_by), clock, row.get("whole", False), title)


def _problems_of(spec: ProcedureSpec) -> list[Problem]:
    """What is wrong with the whole: names, reachability, ends, limits."""
    problems = []
    if not spec.code or spec.version < 1:
        problems.append(Problem(_("code and version (1, 2, …) are needed")))
    if spec.first_desk not in FIRST_DESKS:
        problems.append(Problem(_("first_desk: %(value)s is neither place nor rule"), value=repr(spec.first_desk)))
    if not 0 < spec.reminds_before <= 1:
        problems.append(Problem(_("reminds_before: a part of the limit is needed, above 0 and at most 1")))
    if spec.first not in spec.states:
        problems.append(Problem(_("first: there is no state %(state)s"), state=spec.first))
    elif spec.states[spec.first].stage == Stage.DONE:
        problems.append(Problem(_("first: a matter cannot begin in %(state)s, where it is over"), state=spec.first))
    problems += _unknown_states(spec)
    problems += _ambiguous(spec)
    reached = _reached(spec, [spec.first])
    for row, code in enumerate(spec.states):
        if code not in reached:
            problems.append(Problem(_("state %(state)s cannot be reached"), "states", row, state=code))
    for row, code in enumerate(spec.states):
        if not _can_end(spec, code):
            problems.append(Problem(_("state %(state)s cannot end"), "states", row, state=code))
    return problems + _ending_problems(spec) + _limit_problems(spec) + _ground_problems(spec)


def _ending_problems(spec: ProcedureSpec) -> list[Problem]:
    """A matter is over when a deed has ended it, and begins anew when it is reopened: no other deed crosses that line."""
    problems = []
    done = {code for code, state in spec.states.items() if state.stage == Stage.DONE}
    for row, step in enumerate(spec.transitions):
        if step.verb in ENDS and step.to not in done:
            problems.append(
                Problem(_("transition %(verb)s: it ends a matter, and must lead to a state of the stage done"),
                        "transitions", row, verb=step.verb)
            )  # fmt: skip
        elif step.to in done and step.verb not in ENDS:
            problems.append(
                Problem(_("transition %(verb)s: it does not end a matter, and cannot lead to %(state)s"), "transitions",
                        row, verb=step.verb, state=step.to)
            )  # fmt: skip
        if step.verb == Verb.REOPEN and (not step.to or not step.sources <= done):
            problems.append(
                Problem(_("transition %(verb)s: it leads from what is over back to work"), "transitions", row,
                        verb=step.verb)
            )  # fmt: skip
        elif step.verb != Verb.REOPEN and step.to and step.sources & done:
            problems.append(
                Problem(_("transition %(verb)s: only reopening leads out of %(state)s"), "transitions", row,
                        verb=step.verb, state=", ".join(sorted(step.sources & done)))
            )  # fmt: skip
        if step.verb == Verb.RECORD_VISIT and SENT_BACK_TO not in spec.states:
            problems.append(
                Problem(_("transition %(verb)s: what is not resolved goes back to a state %(state)s, and there is none"),
                        "transitions", row, verb=step.verb, state=SENT_BACK_TO)
            )  # fmt: skip
    return problems


def _unknown_states(spec: ProcedureSpec) -> list[Problem]:
    named = {(step.verb, code, row) for row, step in enumerate(spec.transitions) for code in (*step.sources, step.to)}
    return [
        Problem(_("transition %(verb)s: there is no state %(state)s"), "transitions", row, verb=verb, state=code)
        for verb, code, row in sorted(named)
        if code and code not in spec.states
    ]


def _ambiguous(spec: ProcedureSpec) -> list[Problem]:
    seen: set[tuple[str, Verb]] = set()
    problems = []
    for row, step in enumerate(spec.transitions):
        for source in sorted(step.sources):
            if (source, step.verb) in seen:
                problems.append(
                    Problem(_("transition %(verb)s from %(state)s is there twice"), "transitions", row, verb=step.verb,
                            state=source)
                )  # fmt: skip
            seen.add((source, step.verb))
        if not step.sources:
            problems.append(Problem(_("transition %(verb)s: it begins nowhere"), "transitions", row, verb=step.verb))
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


def _ground_problems(spec: ProcedureSpec) -> list[Problem]:
    codes = [ground.code for ground in spec.grounds]
    problems = [
        Problem(_("ground %(ground)s is there twice or has no code"), "grounds", codes.index(code), ground=code or "?")
        for code in sorted({*codes})
        if not code or codes.count(code) > 1
    ]
    if not codes and any("ground" in step.needs for step in spec.transitions):
        problems.append(Problem(_("a transition needs a ground, and there are no grounds"), "grounds"))
    return problems


def _limit_problems(spec: ProcedureSpec) -> list[Problem]:
    verbs = {step.verb for step in spec.transitions} | {Verb.OPEN}
    problems = [
        Problem(_("limit %(limit)s: no transition does %(verb)s"), "limits", row, limit=rule.key, verb=verb)
        for row, rule in enumerate(spec.limits)
        for verb in sorted({rule.starts, *rule.met_by} - verbs)
    ]
    if sum(rule.is_whole for rule in spec.limits) != 1:
        problems.append(Problem(_("exactly one limit is the limit of the whole matter (whole = true)"), "limits"))
    keys = [rule.key for rule in spec.limits]
    return problems + [
        Problem(_("limit %(limit)s is there twice"), "limits", keys.index(key), limit=key)
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
