"""What can be done to a matter from the field: the noun of the address, the verb behind it and its words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.assignment import join_unit
from linli.cases.domain.closure import propose_closure
from linli.cases.domain.objection import object_to_assignment
from linli.cases.domain.progress import report_progress, return_for_materials, supplement_case
from linli.cases.enums import Verb
from linli.cases.models import Case
from linli.cases.workflow import Transition
from linli.documents.enums import Purpose

Words = str | Promise
PHOTO = frozenset({"photo", "after_photo"})
WHY_PHOTO = _("This step is checked by somebody who was not there: one photo that shows the result.")


@dataclass(frozen=True)
class FieldDeed:
    """One deed as the field offers it. `ask` stands above the note, `done` is said afterwards."""

    noun: str
    verb: Verb
    do: Callable[..., Case]
    done: Words
    ask: Words
    purpose: Purpose = Purpose.EVIDENCE
    needs_signal: bool = False  # it asks for something that only the server knows

    def asks_photo(self, step: Transition) -> bool:
        """Photos are asked for where the procedure asks, and nowhere else."""
        return bool(step.needs & PHOTO)


DEEDS: dict[str, FieldDeed] = {
    deed.noun: deed
    for deed in (
        FieldDeed("acceptance", Verb.ACCEPT, accept_case, _("Taken on."), _("What did you find")),
        FieldDeed("progress", Verb.REPORT_PROGRESS, report_progress, _("Progress reported."), _("How far is it")),
        FieldDeed("closure-proposal", Verb.PROPOSE_CLOSURE, propose_closure,
                  _("Proposed; somebody else will check."), _("What was done"), Purpose.AFTER),
        FieldDeed("supplement", Verb.SUPPLEMENT, supplement_case, _("Added."), _("What was missing")),
        FieldDeed("request", Verb.RETURN_FOR_MATERIALS, return_for_materials,
                  _("Asked; the clock rests until it is there."), _("What is missing")),
        FieldDeed("objection", Verb.OBJECT, object_to_assignment, _("Objected; somebody of another unit decides."),
                  _("Why it is not yours, and whose it is")),
        FieldDeed("co-unit", Verb.JOIN_UNIT, join_unit, _("Asked to help."), _("What they should do"), needs_signal=True),
    )
}  # fmt: skip
BY_VERB: dict[Verb, FieldDeed] = {deed.verb: deed for deed in DEEDS.values()}


def offered(steps: Iterable[Transition]) -> list[tuple[FieldDeed, Transition]]:
    """What of the possible steps the field offers: the primary one first, then in the order of the table."""
    order = list(BY_VERB)
    found = [(BY_VERB[step.verb], step) for step in steps if step.verb in BY_VERB]
    return sorted(found, key=lambda pair: (not pair[1].is_primary, order.index(pair[0].verb)))


REPORT = "report"  # the one deed that has no matter yet
VISIT, VISIT_DECLINED = "visit", "visit-declined"  # of a visit that is due, not of a matter
VISITS = frozenset({VISIT, VISIT_DECLINED})
