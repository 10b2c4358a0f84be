"""Every way in which a deed on a grid can be refused, with its code and its sentence."""

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NotYourGrid(Refusal):
    code = "not_your_grid"
    status = 403
    sentence = _("Your post does not allow this in this grid.")


class NoSuchGrid(Refusal):
    code = "no_such_grid"
    status = 422
    sentence = _("There is no such grid, or it is closed.")


class ConsentNeeded(Refusal):
    code = "consent_needed"
    status = 422
    sentence = _("A voluntary post needs consent: say when it was given, no later than today, and how.")


class NameNeeded(Refusal):
    code = "name_needed"
    status = 422
    sentence = _("Write who it is: the person, and for a partner the organisation.")


class DaysWrong(Refusal):
    code = "days_wrong"
    status = 422
    sentence = _("The last day lies before the first, or outside the time of the post.")


class PostOver(Refusal):
    code = "post_over"
    sentence = _("This post has ended.")


class ReasonNeeded(Refusal):
    code = "reason_needed"
    status = 422
    sentence = _("Say in a sentence why.")


class FeedbackUnasked(Refusal):
    code = "feedback_unasked"
    status = 422
    sentence = _("Something is told to the unit only if the unit asked for it: name who asked.")


class SuccessorElsewhere(Refusal):
    code = "successor_elsewhere"
    status = 422
    sentence = _("Whoever takes over needs a post that holds this grid.")


class AlreadyHandedOver(Refusal):
    code = "already_handed_over"
    sentence = _("The work of this post has been handed over, or its receipt confirmed.")


class WordsMissing(Refusal):
    code = "words_missing"
    status = 422
    sentence = _("Write a few words.")


class MessagesTooMany(Refusal):
    code = "messages_too_many"
    status = 429
    sentence = _("Too many messages came from here. Try again in an hour, or call 12345.")


class AlreadyAnswered(Refusal):
    code = "already_answered"
    sentence = _("This has been answered or opened as a matter by somebody else.")


class NoSuchKind(Refusal):
    code = "no_such_kind"
    status = 422
    sentence = _("No grid matter is called that. Choose one from the list that opens as you write.")


class GridReasonNeeded(Refusal):
    code = "grid_reason_needed"
    status = 422
    sentence = _("Say why: it stands in the history of the grid.")


class PartsWrong(Refusal):
    code = "parts_wrong"
    status = 422
    sentence = _("The parts do not make up the grid: %(fault)s. Nothing was changed.")


class NotNeighbours(Refusal):
    code = "not_of_one_village"
    status = 422
    sentence = _("Only grids of one village can be merged; move one of them first.")


class CodesUsedUp(Refusal):
    code = "codes_used_up"
    sentence = _("This village has no free code for a grid: 999 have been given.")


class FileUnreadable(Refusal):
    code = "grid_file_unreadable"
    status = 422
    sentence = _("The file could not be read: %(fault)s. Nothing was changed.")


class ImportFaulty(Refusal):
    code = "grid_import_faulty"
    status = 422
    sentence = _("Some rows are wrong, so nothing was changed. They are listed.")


class VisitWrong(Refusal):
    code = "visit_wrong"
    status = 422
    sentence = _("A visit every 7 to 366 days, the next one not in the past.")


class ConsentGone(Refusal):
    code = "consent_gone"
    sentence = _("This person no longer wants to be visited.")


class UnitsNeeded(Refusal):
    code = "units_needed"
    status = 422
    sentence = _("Choose one unit or several, other than your own.")


class CallOutOver(Refusal):
    code = "call_out_over"
    sentence = _("This has been closed.")


class AlreadyReported(Refusal):
    code = "already_reported"
    sentence = _("This unit has reported in already.")


class NotReportedYet(Refusal):
    code = "not_reported_yet"
    sentence = _("A response can be rated once the unit has reported in, and only once.")


class WishTaken(Refusal):
    code = "wish_taken"
    sentence = _("Somebody else has taken on this wish.")


class WishMovedOn(Refusal):
    code = "wish_moved_on"
    sentence = _("The wish has moved on meanwhile. See how it stands now.")


class NotYourWish(Refusal):
    code = "not_your_wish"
    status = 403
    sentence = _("Only whoever made the wish, took it on or looks after the grid can do this.")


class NoVoluntaryPost(Refusal):
    code = "no_voluntary_post"
    status = 403
    sentence = _("A wish is taken on by whoever holds a voluntary post in its grid today.")


class WishesTooMany(Refusal):
    code = "wishes_too_many"
    status = 429
    sentence = _("Too many wishes came from this account. Try again in an hour.")


class NotYourTask(Refusal):
    code = "not_your_task"
    status = 403
    sentence = _("Only a grid member of this matter’s grid can refuse it.")


class TaskOver(Refusal):
    code = "task_over"
    sentence = _("This matter is over; nothing is left to be done or refused.")


class AlreadyRefused(Refusal):
    code = "already_refused"
    sentence = _("You have said already that you do not take this on.")


class NotRefused(Refusal):
    code = "not_refused"
    sentence = _("Nobody waits for somebody else to do this: it was taken on, or taken back, meanwhile.")
