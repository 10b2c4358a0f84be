"""The deeds that the desk offers: the noun of the address, the verb behind it, its form and its words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.cases.domain.acceptance import accept_case, refuse_case
from linli.cases.domain.assignment import assign_case, join_unit, release_unit, transfer_case
from linli.cases.domain.closure import close_case, propose_closure, send_back, withdraw_case
from linli.cases.domain.extension import ask_extension, extend_limit, refuse_extension
from linli.cases.domain.merging import merge_case
from linli.cases.domain.objection import decide_objection, object_to_assignment
from linli.cases.domain.pausing import pause_clock, resume_clock
from linli.cases.domain.progress import report_progress, return_for_materials, supplement_case
from linli.cases.domain.reclassification import reclassify_case
from linli.cases.domain.reopening import reopen_case
from linli.cases.domain.return_visit import record_visit
from linli.cases.domain.supervision import escalate_case, remind_case
from linli.cases.domain.taking_back import UNDO_WITHIN
from linli.cases.enums import Verb
from linli.cases.models import Case
from linli.desk.forms.deed import (
    DeedForm,
    ExtensionForm,
    KindForm,
    MergerForm,
    ObjectionForm,
    OutcomeForm,
    RefusalForm,
    ReleaseForm,
    UnitForm,
    VisitForm,
)

Words = str | Promise


@dataclass(frozen=True)
class DeskDeed:
    """One deed as the desk offers it. `ask` stands above the note, `done` is said afterwards."""

    noun: str
    verb: Verb
    do: Callable[..., Case]
    done: Words
    ask: Words
    hint: Words = ""
    form: type[DeedForm] = DeedForm
    photos: bool = False
    purpose: str = "evidence"  # of the photos sent with it
    undo: str = ""  # the noun of the deed that takes it back


WHY = _("Why")
REPLY_HINT = _("Whoever reported it reads this. Say who does what, by when.")
CLOSURE_HINT = _("Whoever reported it reads this. Say what was done, and when.")
REFUSAL_HINT = _("Whoever reported it reads this. Say the reason, and which office to go to.")


def deed_table() -> tuple[DeskDeed, ...]:
    """All deeds, in the order in which the page offers them after the primary one."""
    return (
        DeskDeed("acceptance", Verb.ACCEPT, accept_case, _("Taken on."), _("What did you find"), photos=True),
        DeskDeed("progress", Verb.REPORT_PROGRESS, report_progress, _("Progress reported."), _("How far is it"),
                 REPLY_HINT, photos=True),
        DeskDeed("closure-proposal", Verb.PROPOSE_CLOSURE, propose_closure, _("Proposed; somebody else will check."),
                 _("What was done"), CLOSURE_HINT, photos=True, purpose="after"),
        DeskDeed("closure", Verb.CLOSE, close_case, _("Closed."), _("Answer to whoever reported it"), CLOSURE_HINT,
                 OutcomeForm, photos=True),
        DeskDeed("visit", Verb.RECORD_VISIT, record_visit, _("Return visit recorded."), _("What they said"), "", VisitForm),
        DeskDeed("rework", Verb.SEND_BACK, send_back, _("Sent back."), _("What is still missing"), photos=True),
        DeskDeed("reminder", Verb.REMIND, remind_case, _("Reminded."), _("Of what"), _("The unit reads this.")),
        DeskDeed("escalation", Verb.ESCALATE, escalate_case, _("Taken one step further."), WHY,
                 _("Urged, then supervised, then reported to the leader: each step tells one more.")),
        DeskDeed("assignment", Verb.ASSIGN, assign_case, _("Assigned."), WHY, "", UnitForm),
        DeskDeed("transfer", Verb.TRANSFER, transfer_case, _("Transferred."), WHY,
                 _("The next unit and whoever reported it read this."), UnitForm),
        DeskDeed("kind", Verb.RECLASSIFY, reclassify_case, _("Of another kind now."), WHY,
                 _("The unit in charge and whoever reported it read this. Its limits are those of the new kind."), KindForm),
        DeskDeed("co-unit", Verb.JOIN_UNIT, join_unit, _("Asked to help."), _("What they should do"),
                 _("The lead unit stays in charge."), UnitForm),
        DeskDeed("co-unit-release", Verb.RELEASE_UNIT, release_unit, _("Its help is over."), WHY,
                 _("It no longer sees the matter."), ReleaseForm),
        DeskDeed("objection", Verb.OBJECT, object_to_assignment, _("Objected; somebody of another unit decides."),
                 _("Why it is not yours, and whose it is"),
                 _("Once, with your reasons. Until it is decided the matter stays with your unit and its clock runs.")),
        DeskDeed("objection-decision", Verb.DECIDE_OBJECTION, decide_objection, _("Decided; the unit is told."), WHY,
                 _("The unit that objects reads this; where it moves, the next unit and whoever reported it do too."),
                 ObjectionForm),
        DeskDeed("request", Verb.RETURN_FOR_MATERIALS, return_for_materials, _("Asked; the clock rests until it is there."),
                 _("What is missing"), _("Ask for everything at once: you can ask only once.")),
        DeskDeed("supplement", Verb.SUPPLEMENT, supplement_case, _("Added."), _("What was missing"), photos=True),
        DeskDeed("extension-request", Verb.ASK_EXTENSION, ask_extension, _("Asked for; somebody else decides."), WHY, "",
                 ExtensionForm),
        DeskDeed("extension", Verb.EXTEND_LIMIT, extend_limit, _("Extended."), WHY),
        DeskDeed("extension-refusal", Verb.REFUSE_EXTENSION, refuse_extension, _("Refused."), WHY),
        DeskDeed("pause", Verb.PAUSE_CLOCK, pause_clock, _("The clock is paused."), _("What is waited for"),
                 _("Hearing, survey, expert's opinion, a third party's answer."), undo="resumption"),
        DeskDeed("resumption", Verb.RESUME_CLOCK, resume_clock, _("The clock runs again."), _("What has come")),
        DeskDeed("merger", Verb.MERGE, merge_case, _("Merged."), WHY, "", MergerForm),
        DeskDeed("refusal", Verb.REFUSE, refuse_case, _("Not accepted; the reason was sent."),
                 _("Why, and where to go instead"), REFUSAL_HINT, RefusalForm),
        DeskDeed("reopening", Verb.REOPEN, reopen_case, _("Open again."), _("What is not solved")),
        DeskDeed("withdrawal", Verb.WITHDRAW, withdraw_case, _("Withdrawn."), WHY),
    )  # fmt: skip


__all__ = ["BY_VERB", "DEEDS", "UNDO_WITHIN", "DeskDeed"]
DEEDS: dict[str, DeskDeed] = {deed.noun: deed for deed in deed_table()}
BY_VERB: dict[Verb, DeskDeed] = {deed.verb: deed for deed in DEEDS.values()}
