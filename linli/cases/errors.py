"""Every way in which a deed on a case can be refused, with its code and its sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from linli.cases.problem import Problem
from linli.common.errors import Refusal


class NotPossibleNow(Refusal):
    code = "not_possible_now"
    sentence = _(
        "This cannot be done while the matter is “%(state)s”. Somebody may have moved it on; see what happened."
    )


class NotYours(Refusal):
    code = "not_yours"
    status = 403
    sentence = _("Your post does not allow this for this matter.")


class StaleCase(Refusal):
    code = "stale_case"
    sentence = _(
        "Somebody changed this matter while you were writing. Your words are kept; see what happened, then send again."
    )


class AlreadyDone(Refusal):
    """The same form was sent twice; the first time did it. Views answer as if it had just been done."""

    code = "already_done"
    sentence = _("This has already been done.")


class SentOtherwise(Refusal):
    """A key comes again with other words: what was changed since the first time must not be lost without a word."""

    code = "sent_otherwise"
    status = 422
    sentence = _(
        "This form has been sent before, with other words. What you changed since is not sent yet: "
        "read what was sent the first time, then send again if this is to be added."
    )


class NoteNeeded(Refusal):
    code = "note_needed"
    status = 422
    sentence = _("Say in a sentence or two why, so that everybody can follow it.")


class PhotoNeeded(Refusal):
    code = "photo_needed"
    status = 422
    sentence = _("This step needs a photo that shows the result.")


class UnitNeeded(Refusal):
    code = "unit_needed"
    status = 422
    sentence = _("Choose the unit.")


class OutcomeNeeded(Refusal):
    code = "outcome_needed"
    status = 422
    sentence = _("Say how the matter ended.")


class GroundNeeded(Refusal):
    code = "ground_needed"
    status = 422
    sentence = _("Choose one of the listed reasons; for any other the matter is taken on.")


class UnitConcerned(Refusal):
    code = "unit_concerned"
    sentence = _("A complaint cannot be handled by the unit it is about.")


class SameUnit(Refusal):
    code = "same_unit"
    sentence = _("The matter is already with this unit.")


class ClockRests(Refusal):
    code = "clock_rests"
    sentence = _("The clock is already paused.")


class ClockRuns(Refusal):
    code = "clock_runs"
    sentence = _("The clock is not paused.")


class NothingAsked(Refusal):
    code = "nothing_asked"
    sentence = _("Nobody has asked for an extension, or it has been decided.")


class AlreadyAsked(Refusal):
    code = "already_asked"
    sentence = _("An extension has been asked for and waits for a decision.")


class OwnRequest(Refusal):
    code = "own_request"
    status = 403
    sentence = _("Somebody else has to decide on your own request.")


class UrgedLately(Refusal):
    code = "urged_lately"
    sentence = _("The unit was urged less than a day ago.")


class LadderEnds(Refusal):
    code = "ladder_ends"
    sentence = _("It has been reported to the leader already; there is no further step.")


class DayPassed(Refusal):
    code = "day_passed"
    status = 422
    sentence = _("Choose a day from today on, at most a year away.")


class SameCase(Refusal):
    code = "same_case"
    status = 422
    sentence = _("A matter cannot be merged into itself.")


class CannotMerge(Refusal):
    code = "cannot_merge"
    sentence = _("Only open matters of public space and of one kind can be merged.")


class KindUnknown(Refusal):
    code = "kind_unknown"
    status = 422
    sentence = _("Choose what it is about.")


class OpenedOtherwise(Refusal):
    """The key of a form comes again, with another kind, place or other words."""

    code = "opened_otherwise"
    status = 422
    sentence = _(
        "This form was sent before, as %(number)s. What you changed since is not sent yet: "
        "add it to that matter, or send again to report it as one of its own."
    )


class WordsNeeded(Refusal):
    code = "words_needed"
    status = 422
    sentence = _("Say in a sentence or two what happened.")


class WordsTooLong(Refusal):
    code = "words_too_long"
    status = 422
    sentence = _("At most %(most)s characters, please; photos and papers can carry the rest.")


class PlaceNeeded(Refusal):
    code = "place_needed"
    status = 422
    sentence = _("Say where it is: choose the place, write the address, or use “here”.")


class PlaceOutside(Refusal):
    code = "place_outside"
    status = 422
    sentence = _("That point lies outside %(county)s. Choose the place from the list or write the address.")


class DueOutside(Refusal):
    code = "due_outside"
    status = 422
    sentence = _("A deadline lies at most ten years from today.")


class VisitIncomplete(Refusal):
    code = "visit_incomplete"
    status = 422
    sentence = _("Say whether the person was reached; if so, whether it is resolved and whether they are satisfied.")


class NotYourVisit(Refusal):
    code = "not_your_visit"
    status = 403
    sentence = _("The return visit is the hotline's, never the handler's.")


class NotHelping(Refusal):
    code = "not_helping"
    status = 422
    sentence = _("Choose one of the units that help with this matter.")


class ObjectionMade(Refusal):
    code = "objection_made"
    sentence = _("Your unit has objected to this assignment already; one objection is heard, and decided.")


class ObjectionSettled(Refusal):
    code = "objection_settled"
    sentence = _("It was decided that this matter stays with your unit.")


class ObjectionTooLate(Refusal):
    code = "objection_too_late"
    sentence = _("An objection could be made until %(until)s.")


class NothingObjected(Refusal):
    code = "nothing_objected"
    sentence = _("Nobody objects to this assignment, or it has been decided.")


class OwnObjection(Refusal):
    code = "own_objection"
    status = 403
    sentence = _("Somebody of another unit has to decide on your unit's objection.")


class DecisionNeeded(Refusal):
    code = "decision_needed"
    status = 422
    sentence = _("Say whether it goes to another unit or stays.")


class Disputed(Refusal):
    code = "disputed"
    sentence = _("The unit objects to having it. Decide that on the page of the matter.")


class TooManyAtOnce(Refusal):
    code = "too_many_at_once"
    status = 422
    sentence = _("At most %(most)s matters at once. Choose fewer, and do the others after these.")


class ActionNeeded(Refusal):
    code = "action_needed"
    status = 422
    sentence = _("Choose what to do with them.")


class UndoTooLate(Refusal):
    code = "undo_too_late"
    sentence = _("It can be taken back for ten minutes, and they are over. Transfer what went wrong one by one.")


class MovedOn(Refusal):
    code = "moved_on"
    sentence = _("It has moved on since: somebody worked on it, so it is not taken back.")


class SameKind(Refusal):
    code = "same_kind"
    status = 422
    sentence = _("It is of this kind already. Choose another one.")


class KindElsewhere(Refusal):
    code = "kind_elsewhere"
    status = 422
    sentence = _(
        "Matters of this kind go by another procedure, and a running matter keeps its own. "
        "Close this one and open it anew under that kind."
    )


class RuleKindUnknown(Refusal):
    code = "rule_kind_unknown"
    status = 422
    sentence = _("No kind and no group of kinds is called %(kind)s.")


class RuleAreaUnknown(Refusal):
    code = "rule_area_unknown"
    status = 422
    sentence = _("There is no place with the code %(area)s.")


class RuleStandsAlready(Refusal):
    code = "rule_stands_already"
    sentence = _(
        "Rule %(number)s already says where this kind goes at this place. Change that one, or switch it off first."
    )


class KindProcedureUnknown(Refusal):
    code = "kind_procedure_unknown"
    status = 422
    sentence = _("Choose a procedure that is published.")


class KindLimitFaulty(Refusal):
    code = "kind_limit_faulty"
    status = 422
    sentence = _("The procedure has no such limit: %(limit)s.")


class KindNameFaulty(Refusal):
    code = "kind_name_faulty"
    status = 422
    sentence = _("A kind has a name of its own, of 2 to %(most)s characters, that no other kind has.")


class KindMajorUnknown(Refusal):
    code = "kind_major_unknown"
    status = 422
    sentence = _("Choose the group it belongs to.")


class NotCountyAdministrator(Refusal):
    code = "not_county_administrator"
    status = 403
    sentence = _("A procedure holds for the whole county; only an administrator of the county changes it.")


class ProcedureUnknown(Refusal):
    code = "procedure_unknown"
    status = 404
    sentence = _("There is no procedure %(procedure)s.")


class ProcedureCodeFaulty(Refusal):
    code = "procedure_code_faulty"
    status = 422
    sentence = _("The code begins with a small letter and has small letters, digits and _, at most %(most)s.")


class ProcedureCodeTaken(Refusal):
    code = "procedure_code_taken"
    status = 422
    sentence = _("There is already a procedure or a draft with the code %(procedure)s.")


class DraftStands(Refusal):
    code = "draft_stands"
    sentence = _("A draft of this procedure is already being written. Go on with it, or discard it first.")


class DraftGone(Refusal):
    code = "draft_gone"
    sentence = _("There is no draft of this procedure any more: it was published or discarded.")


class DraftChanged(Refusal):
    code = "draft_changed"
    sentence = _(
        "Somebody changed the draft while you were writing. What you typed is kept here; look at the draft as it stands now, "
        "then save again."
    )


class DraftRowGone(Refusal):
    code = "draft_row_gone"
    sentence = _("This is no longer in the draft. Go back and look at it as it stands now.")


class ProcedureFaulty(Refusal):
    """`found` are the problems, each with its place."""

    code = "procedure_faulty"
    status = 422
    sentence = _("The procedure does not hold together yet. What is wrong: %(problems)s")

    def __init__(self, found: Sequence[Problem]) -> None:
        self.found = list(found)
        super().__init__(problems="; ".join(problem.words for problem in found))


class NothingChanged(Refusal):
    code = "nothing_changed"
    sentence = _("The draft says the same as the version before it. There is nothing to publish.")


class VersionMovedOn(Refusal):
    code = "version_moved_on"
    sentence = _(
        "Version %(version)s was published after this draft was begun. Compare the two, then bring the draft onto that version."
    )


class VersionComing(Refusal):
    code = "version_coming"
    sentence = _(
        "Version %(version)s is already to take force on %(day)s. Take that one back first, or wait for its day."
    )


class ForcePast(Refusal):
    code = "force_past"
    status = 422
    sentence = _(
        "A version takes force today or later, at most two years from now: nothing is changed behind anybody's back."
    )


class VersionInForce(Refusal):
    code = "version_in_force"
    sentence = _(
        "Version %(version)s is in force, and matters may have begun with it. Bring the former one back instead."
    )


class ProcedureInUse(Refusal):
    code = "procedure_in_use"
    sentence = _("Kinds of matter go by this procedure, and it would have no version left.")
