"""What can be done to a case over the interface: the noun of the address, the verb, and the words it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from linli.api.errors import CaseUnknown
from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.assignment import assign_case, join_unit, transfer_case
from linli.cases.domain.closure import close_case, propose_closure, send_back
from linli.cases.domain.deed import Sent
from linli.cases.domain.extension import ask_extension, extend_limit, refuse_extension
from linli.cases.domain.merging import merge_case
from linli.cases.domain.pausing import pause_clock, resume_clock
from linli.cases.domain.progress import report_progress, return_for_materials, supplement_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.domain.return_visit import record_visit
from linli.cases.enums import Outcome
from linli.cases.models import Case
from linli.cases.queries.address import number_of
from linli.cases.queries.visible import visible_to
from linli.common.calendar import Limit
from linli.people.queries.unit import unit_by_code, unit_map
from linli.people.reader import Reader

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Deed:
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


def _limit(words: Words, reader: Reader) -> dict[str, Any]:
    return _note(words, reader) | {"limit": Limit.parse(str(words.get("limit") or ""))}


def _into(words: Words, reader: Reader) -> dict[str, Any]:
    return _note(words, reader) | {"into": case_of(str(words.get("into") or ""), reader)}


def _visit(words: Words, reader: Reader) -> dict[str, Any]:
    answers = {"is_resolved": words.get("resolved"), "is_satisfied": words.get("satisfied")}
    return _note(words, reader) | {"is_reached": bool(words.get("reached"))} | answers


DEEDS = {
    "acceptance": Deed(accept_case, _note, "Take the matter on."),
    "refusal": Deed(refuse_case, _note, "Do not take it on, with the reason (note)."),
    "assignment": Deed(assign_case, _unit, "Give it to a lead unit (unit: code or id)."),
    "transfer": Deed(transfer_case, _unit, "Hand it on to another lead unit (unit, note)."),
    "co-unit": Deed(join_unit, _unit, "Ask another unit to help (unit)."),
    "progress": Deed(report_progress, _note, "Report progress (note)."),
    "request": Deed(return_for_materials, _note, "Ask the reporter for more (note); the clock rests."),
    "supplement": Deed(supplement_case, _note, "Add what was missing (note)."),
    "pause": Deed(pause_clock, _note, "Let the clock rest (note)."),
    "resumption": Deed(resume_clock, _note, "Let the clock go on."),
    "extension-request": Deed(ask_extension, _limit, "Ask for more time (limit: '3 working_days', note)."),
    "extension": Deed(extend_limit, _note, "Grant what was asked for (note)."),
    "extension-refusal": Deed(refuse_extension, _note, "Refuse what was asked for (note)."),
    "closure-proposal": Deed(propose_closure, _note, "Say that it is done (note; photos go through the pages)."),
    "rework": Deed(send_back, _note, "Send it back to the handler (note)."),
    "closure": Deed(close_case, _outcome, "Check and close (outcome: resolved or explained, note)."),
    "reopening": Deed(reopen_case, _note, "Reopen it (note)."),
    "merger": Deed(merge_case, _into, "Merge it into another case (into: its number, note)."),
    "visit": Deed(record_visit, _visit, "Record the return visit (reached, resolved, satisfied, note)."),
}


def do_deed(noun: str, case: Case, words: Words, *, by: Reader, sent: Sent) -> Case:
    """Do the deed of a noun; raises the verb's refusals."""
    deed = DEEDS[noun]
    return deed.verb(case, by=by, sent=sent, **deed.read(words, by))
