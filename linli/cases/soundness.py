"""What is wrong with a procedure as a whole: names, reachability, ends, limits. Its reading is in `workflow`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as _

from linli.cases.enums import ENDS, Stage, Verb
from linli.cases.problem import Problem

if TYPE_CHECKING:
    from linli.cases.workflow import ProcedureSpec

FIRST_DESKS = ("place", "rule")
OBJECTION = "objection"  # the key of the limit in which an objection is decided
# Where a return visit sends a matter that is not resolved (`linli.cases.domain.return_visit`).
SENT_BACK_TO = "handling"


def problems_of(spec: ProcedureSpec) -> list[Problem]:
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
            problems.append(Problem(_("it cannot be reached from the first state"), "states", row, state=code))
    for row, code in enumerate(spec.states):
        if not _can_end(spec, code):
            problems.append(Problem(_("from it no end can be reached"), "states", row, state=code))
    return (
        problems
        + _ending_problems(spec)
        + _limit_problems(spec)
        + _ground_problems(spec)
        + _ladder_problems(spec)
        + _objection_problems(spec)
        + _routing_problems(spec)
    )


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


def _objection_problems(spec: ProcedureSpec) -> list[Problem]:
    """Whoever may object has a time for it, and somebody who decides in a time."""
    verbs = {step.verb for step in spec.transitions}
    if (Verb.OBJECT in verbs) != bool(spec.objection_within):
        return [Problem(_("objection_within and a transition that objects belong together"))]
    if Verb.OBJECT not in verbs:
        return []
    problems = [] if Verb.DECIDE_OBJECTION in verbs else [Problem(_("nobody decides an objection"), "transitions")]
    if all(rule.starts != Verb.OBJECT for rule in spec.limits if rule.key == OBJECTION):
        problems.append(Problem(_("limit %(limit)s: an objection is decided in no time"), "limits", limit=OBJECTION))
    return problems


def _routing_problems(spec: ProcedureSpec) -> list[Problem]:
    """Where the rules name the unit, Linli itself must be allowed to give it, or the deed before would fail."""
    return [
        Problem(_("after %(verb)s the rules name the unit in %(state)s, and Linli (system) may not assign there"),
                "transitions", row, verb=step.verb, state=state)
        for row, step in enumerate(spec.transitions)
        if step.verb == spec.assigns_on
        for state in ([step.to] if step.to else sorted(step.sources))
        if (given := spec.transition(state, Verb.ASSIGN)) is None or "system" not in given.who
    ]  # fmt: skip


def _ladder_problems(spec: ProcedureSpec) -> list[Problem]:
    by_hand = any(step.verb == Verb.ESCALATE for step in spec.transitions)
    return (
        [Problem(_("a transition escalates, and there is no ladder"), "ladder")] if by_hand and not spec.ladder else []
    )


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
