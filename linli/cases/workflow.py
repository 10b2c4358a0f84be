"""A procedure: the states of a matter, what leads from one to another, who may, what it needs and how long it takes.

Procedures are data (TOML files in `data/procedures`, edited in Settings). This module reads and checks them; it
knows no database. Every refusal names the place in the file and what is wrong with it.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_noop as _

from linli.cases.enums import Clock, Stage, Verb
from linli.cases.problem import Problem
from linli.cases.shape import LANGUAGES, shape_problems
from linli.cases.soundness import problems_of
from linli.common.calendar import Limit
from linli.people.enums import Role

# Who may act, besides the roles of posts (which count where the post's area covers the case).
PLACES = {"lead", "assist", "reporter", "party", "anybody", "system"}
NEEDS = {"note", "photo", "after_photo", "outcome", "unit", "visit", "ground"}
TOLD = {"reporter", "followers", "lead", "assist", "grid", "supervisor", "leader", "opener"}
CLOSED_TO = {"about_unit"}


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
class Rung:
    """One step of what follows when nobody acts: urge, supervise, report. `after`: how long past the limit; None: at once."""

    title: Words
    after: Limit | None
    tells: frozenset[str]


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
    ladder: tuple[Rung, ...] = ()  # empty: the supervisor when a limit has passed, the leader when twice
    opened_by: frozenset[str] = frozenset()  # roles; empty: anybody
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
    return reading.problems + (problems_of(spec) if spec else []), spec


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
        ladder = tuple(self._rows("ladder", self._rung))
        escalates_to = self._word(raw.get("escalates_to", "supervisor"), Role, "escalates_to")
        assigns_on = self._word(raw["assigns_on"], Verb, "assigns_on") if raw.get("assigns_on") else None
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
            closed_to=self._known(raw, "closed_to", CLOSED_TO, "the procedure"),
            public=bool(raw.get("public", False)),
            escalates_to=escalates_to,
            reminds_before=float(raw.get("reminds_before", 0.75)),
            grounds=grounds,
            ladder=ladder,
            opened_by=self._known(raw, "opened_by", set(Role.values), "the procedure"),
            objection_within=self._within(raw.get("objection_within")),
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

    def _within(self, value: Any) -> Limit | None:
        try:
            return Limit.parse(str(value)) if value else None
        except ValueError as error:
            self._say(_("%(place)s: %(error)s"), place="objection_within", error=error)
            return None

    def _ground(self, row: Mapping[str, Any]) -> Ground:
        title, instead = (self._words(row, key, f"ground {row.get('code', '?')}") for key in ("title", "instead"))
        return Ground(row.get("code", ""), title, instead)

    def _rung(self, row: Mapping[str, Any]) -> Rung:
        place = f"ladder {(row.get('title') or {}).get('en', '?')}"
        after = None
        if row.get("after"):
            try:
                after = Limit.parse(row["after"])
            except ValueError as error:
                self._say(_("%(place)s: %(error)s"), place=place, error=error)
        return Rung(self._words(row, "title", place), after, self._known(row, "tells", TOLD, place))

    def _known(self, row: Mapping[str, Any], key: str, known: set[str], place: str) -> frozenset[str]:
        """The words of a list, of which all have to be known."""
        given = set(row.get(key, []))
        if unknown := sorted(given - known):
            self._say(_("%(place)s: %(key)s has unknown %(unknown)s"), place=place, key=key, unknown=", ".join(unknown))
        return frozenset(given)

    def _transition(self, row: Mapping[str, Any]) -> Transition | None:
        place = f"transition {row.get('verb', '?')} from {', '.join(row.get('from', []))}"
        verb = self._word(row.get("verb", ""), Verb, place)
        for key, known in (("needs", NEEDS), ("tells", TOLD), ("who", PLACES | set(Role.values))):
            self._known(row, key, known, place)
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
