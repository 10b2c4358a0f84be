"""Every way in which a rating, or what follows from it, can be refused."""

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class AlreadyRated(Refusal):
    code = "already_rated"
    sentence = _("This has been rated already. Thank you.")


class RatingOver(Refusal):
    code = "rating_over"
    sentence = _("It could be rated for %(days)s days after it was done; they are over.")


class NotServed(Refusal):
    code = "not_served"
    sentence = _("A visit can be rated once it is done at the window.")


class OnlyInTheHall(Refusal):
    code = "only_in_the_hall"
    status = 403
    sentence = _("You can rate only at the machine in the hall. On your phone, scan the code on your ticket.")


class OwnWork(Refusal):
    code = "own_work"
    status = 403
    sentence = _("Nobody rates their own work. It is for whoever was served.")


class GradeNeeded(Refusal):
    code = "grade_needed"
    status = 422
    sentence = _("Choose one of the five grades.")


class NotYourFollowUp(Refusal):
    code = "not_your_follow_up"
    status = 403
    sentence = _("A low rating is checked by the manager of the place or a supervisor.")


class IsAboutYou(Refusal):
    code = "is_about_you"
    status = 403
    sentence = _("This rating is about your own work; somebody else checks it.")


class FollowUpOver(Refusal):
    code = "follow_up_over"
    sentence = _("This has been answered already.")


class CheckFirst(Refusal):
    code = "check_first"
    status = 422
    sentence = _("Check it with the person first, then put it right, then answer.")


class WordsNeeded(Refusal):
    code = "words_needed"
    status = 422
    sentence = _("Say what was put right.")


class NothingToRelease(Refusal):
    code = "nothing_to_release"
    status = 422
    sentence = _("There are no words to publish with this rating.")
