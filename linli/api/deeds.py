"""What can be done to a case over the interface: the noun of the address, the verb, and the words it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from linli.api.errors import CaseUnknown, DeedUnknown, LimitFaulty
from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.assignment import assign_case, join_unit, release_unit, transfer_case
from linli.cases.domain.closure import close_case, propose_closure, send_back
from linli.cases.domain.deed import Sent
from linli.cases.domain.extension import ask_extension, extend_limit, refuse_extension
from linli.cases.domain.merging import merge_case
from linli.cases.domain.objection import decide_objection, object_to_assignment
from linli.cases.domain.pausing import pause_clock, resume_clock
from linli.cases.domain.progress import report_progress, return_for_materials, supplement_case
from linli.cases.domain.reclassification import reclassify_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.domain.return_visit import record_visit
from linli.cases.enums import Decision, Outcome, Verb
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.visible import visible_to
from linli.common.calendar import Limit, LimitUnit
from linli.common.calendar.errors import LimitError
from linli.people.queries.unit import unit_by_code, unit_map
from linli.people.reader import Reader

Words = Mapping[str, Any]
MOST_ASKED = 366


@dataclass(frozen=True)
class Deed:
    code: Verb
    verb: Callable[..., Case]
    read: Callable[[Words, Reader], dict[str, Any]]
    about: str


def case_of(number: str, reader: Reader) -> Case:
    """The case of a printed number within the reader's reach; raises CaseUnknown."""
    known = number_of(number)
    case = visible_to(reader).filter(number=known).first() if known is not None else None
    if case is None:
        raise CaseUnknown
    return case


def _note(words: Words, reader: Reader) -> dict[str, Any]:  # noqa: ARG001  (the shape of all of them)
    return {"note": str(words.get("note") or "")}


def _unit(words: Words, reader: Reader) -> dict[str, Any]:
    said = str(words.get("unit") or "")
    known = unit_by_code(said)
    try:
        number = known.id if known else UUID(said)
    except ValueError:
        number = None
    return _note(words, reader) | {"unit": number if number in unit_map() else None}


def _outcome(words: Words, reader: Reader) -> dict[str, Any]:
    said = words.get("outcome")
    return _note(words, reader) | {"outcome": Outcome(said) if said in Outcome.values else None}


def _ground(words: Words, reader: Reader) -> dict[str, Any]:
    return _note(words, reader) | {"ground": str(words.get("ground") or "")}


def _kind(words: Words, reader: Reader) -> dict[str, Any]:
    return _note(words, reader) | {"kind": str(words.get("kind") or "")}


def _decision(words: Words, reader: Reader) -> dict[str, Any]:
    said = words.get("decision")
    return _unit(words, reader) | {"decision": Decision(said) if said in Decision.values else None}


def _limit(words: Words, reader: Reader) -> dict[str, Any]:
    try:
        limit = Limit.parse(str(words.get("limit") or ""))
    except LimitError:
        limit = None
    if limit is None or not 1 <= limit.amount <= MOST_ASKED:
        raise LimitFaulty(most=MOST_ASKED, units=", ".join(LimitUnit))
    return _note(words, reader) | {"limit": limit}


def _into(words: Words, reader: Reader) -> dict[str, Any]:
    return _note(words, reader) | {"into": case_of(str(words.get("into") or ""), reader)}


def _visit(words: Words, reader: Reader) -> dict[str, Any]:
    answers = {"is_resolved": words.get("resolved"), "is_satisfied": words.get("satisfied")}
    return _note(words, reader) | {"is_reached": bool(words.get("reached"))} | answers


DEEDS = {
    "acceptance": Deed(Verb.ACCEPT, accept_case, _note, "Take the matter on."),
    "refusal": Deed(
        Verb.REFUSE, refuse_case, _ground, "Do not take it on, with the reason (note; ground where listed)."
    ),
    "assignment": Deed(Verb.ASSIGN, assign_case, _unit, "Give it to a lead unit (unit: code or id)."),
    "transfer": Deed(Verb.TRANSFER, transfer_case, _unit, "Hand it on to another lead unit (unit, note)."),
    "kind": Deed(
        Verb.RECLASSIFY, reclassify_case, _kind, "Call it by another kind of the same procedure (kind: code; note)."
    ),
    "co-unit": Deed(Verb.JOIN_UNIT, join_unit, _unit, "Ask another unit to help (unit)."),
    "co-unit-release": Deed(Verb.RELEASE_UNIT, release_unit, _unit, "Let a helping unit go (unit)."),
    "objection": Deed(Verb.OBJECT, object_to_assignment, _note, "Object to the assignment, once and in time (note)."),
    "objection-decision": Deed(
        Verb.DECIDE_OBJECTION,
        decide_objection,
        _decision,
        "Decide the objection (decision: moved or stays, unit, note).",
    ),
    "progress": Deed(Verb.REPORT_PROGRESS, report_progress, _note, "Report progress (note)."),
    "request": Deed(
        Verb.RETURN_FOR_MATERIALS, return_for_materials, _note, "Ask the reporter for more (note); the clock rests."
    ),
    "supplement": Deed(Verb.SUPPLEMENT, supplement_case, _note, "Add what was missing (note)."),
    "pause": Deed(Verb.PAUSE_CLOCK, pause_clock, _note, "Let the clock rest (note)."),
    "resumption": Deed(Verb.RESUME_CLOCK, resume_clock, _note, "Let the clock go on."),
    "extension-request": Deed(
        Verb.ASK_EXTENSION, ask_extension, _limit, "Ask for more time (limit: '3 working_days', note)."
    ),
    "extension": Deed(Verb.EXTEND_LIMIT, extend_limit, _note, "Grant what was asked for (note)."),
    "extension-refusal": Deed(Verb.REFUSE_EXTENSION, refuse_extension, _note, "Refuse what was asked for (note)."),
    "closure-proposal": Deed(
        Verb.PROPOSE_CLOSURE, propose_closure, _note, "Say that it is done (note; photos go through the pages)."
    ),
    "rework": Deed(Verb.SEND_BACK, send_back, _note, "Send it back to the handler (note)."),
    "closure": Deed(Verb.CLOSE, close_case, _outcome, "Check and close (outcome: resolved or explained, note)."),
    "reopening": Deed(Verb.REOPEN, reopen_case, _note, "Reopen it (note)."),
    "merger": Deed(Verb.MERGE, merge_case, _into, "Merge it into another case (into: its number, note)."),
    "visit": Deed(
        Verb.RECORD_VISIT, record_visit, _visit, "Record the return visit (reached, resolved, satisfied, note)."
    ),
}


BY_CODE = {str(deed.code): deed for deed in DEEDS.values()}


def deed_of(said: str) -> Deed:
    """The deed of a noun ("closure") or of the verb's code ("close"); raises DeedUnknown."""
    found = DEEDS.get(said) or BY_CODE.get(said)
    if found is None:
        raise DeedUnknown
    return found


def do_deed(deed: Deed, case: Case, words: Words, *, by: Reader, sent: Sent) -> Case:
    """Do a deed; raises the verb's refusals."""
    return deed.verb(case, by=by, sent=sent, **deed.read(words, by))
