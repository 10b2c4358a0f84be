from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NotYourPetition(Refusal):
    code = "not_your_petition"
    status = 403
    sentence = _("This is for somebody else in this petition to do.")


class PlaceForPetition(Refusal):
    code = "place_for_petition"
    status = 422
    sentence = _("Choose the community that takes it.")


class TellOfPetition(Refusal):
    code = "tell_of_petition"
    status = 422
    sentence = _("Say what is asked for, and what has happened.")


class PetitionerNeeded(Refusal):
    code = "petitioner_needed"
    status = 422
    sentence = _("The name, and a telephone or an address, are needed: the answer has to reach somebody.")


class TooManyRepresentatives(Refusal):
    """信访工作条例 20: those who come together choose representatives, at most five."""

    code = "too_many_representatives"
    status = 422
    sentence = _("Those who come together choose at most 5 of them to speak. Write down these, and how many there are.")


class VillageNeverDecides(Refusal):
    """A village or community receives and passes on, and is never in charge of the answer (domain.md §3)."""

    code = "village_never_decides"
    status = 422
    sentence = _(
        "A village or community takes a petition and passes it on; it never answers one. Choose a body that may decide."
    )


class BodyCannotDecide(Refusal):
    code = "body_cannot_decide"
    status = 422
    sentence = _("Choose a department, a town or the county’s centre: this one answers no petitions.")


class ExtractNeeded(Refusal):
    code = "extract_needed"
    status = 422
    sentence = _(
        "The identity is to stay hidden: write what the body may read, without anything that points to the person."
    )


class GroundUnknown(Refusal):
    code = "ground_unknown"
    status = 422
    sentence = _("Choose one of the listed reasons.")


class WordsNeeded(Refusal):
    code = "petition_words_needed"
    status = 422
    sentence = _("Say why; it is told in writing.")


class AnswerNeeded(Refusal):
    """信访工作条例 32: the opinion names the request, the facts, the opinion and what it rests on."""

    code = "answer_needed"
    status = 422
    sentence = _("The answer needs what was found, the opinion, and the rule on which it rests.")


class OutsideAnswerNeeded(Refusal):
    code = "outside_answer_needed"
    status = 422
    sentence = _("Another body decides here. Write the number and the day of its paper: what has not come is not told.")


class ExtensionTooLong(Refusal):
    """信访工作条例 34: at most thirty days more."""

    code = "extension_too_long"
    status = 422
    sentence = _("At most 30 days more, and once.")


class DeliveredAlready(Refusal):
    code = "delivered_already"
    sentence = _("It is noted already when the answer was received.")


class DayOfDelivery(Refusal):
    code = "day_of_delivery"
    status = 422
    sentence = _("Choose the day on which the answer was received: not before it was given, and not in the future.")


class NoReviewHere(Refusal):
    code = "no_review_here"
    sentence = _("Only an answer to a claim is reviewed. Suggestions and reports have other ways.")


class ReviewTooLate(Refusal):
    code = "review_too_late"
    sentence = _("A review could be asked for until %(until)s.")


class ReviewAsked(Refusal):
    code = "review_asked"
    sentence = _("It has been asked for already.")


class NothingLate(Refusal):
    code = "nothing_late"
    status = 422
    sentence = _("No limit of it has passed. Choose what else is wrong, and say what.")


class NotAnsweredYet(Refusal):
    code = "not_answered_yet"
    status = 422
    sentence = _("It is not answered yet: there is nothing that could be carried out.")


class OnlyWhatIsNotDone(Refusal):
    code = "only_what_is_not_done"
    status = 422
    sentence = _("It is answered. It can still be urged that what was answered is carried out.")


class UrgedAlready(Refusal):
    code = "urged_already"
    sentence = _("It has been urged; the report back is due on %(until)s.")


class SupervisedAlready(Refusal):
    code = "supervised_already"
    sentence = _("It is supervised; the report back is due on %(until)s.")


class UrgeFirst(Refusal):
    code = "urge_first"
    sentence = _("Urge it first. It can be supervised once the report back is there or its day has passed.")


class OwnBody(Refusal):
    code = "own_body"
    status = 403
    sentence = _("Nobody supervises their own body. It is for the body next above, or the supervisor.")


class SuggestionsNeeded(Refusal):
    """信访工作条例 40: whoever supervises suggests how it is to be done better."""

    code = "suggestions_needed"
    status = 422
    sentence = _("Write what is to be done better: to supervise is to suggest.")


class NothingUrged(Refusal):
    code = "nothing_urged"
    sentence = _("Nothing is owed here: it was reported back, or is no longer with this body.")


class AdoptionNeeded(Refusal):
    """信访工作条例 40: whether the suggestions are taken up is reported in writing."""

    code = "adoption_needed"
    status = 422
    sentence = _("Say whether the suggestions are taken up.")


class OnlyFirstAnswerRated(Refusal):
    code = "only_first_answer_rated"
    sentence = _("The first answer is rated; a review has its own way on.")


class NoHearingHere(Refusal):
    """信访工作条例 36: in a re-examination a hearing may be held whose time does not count."""

    code = "no_hearing_here"
    sentence = _("A hearing is kept here for a re-examination only.")


class HearingAsked(Refusal):
    code = "hearing_asked"
    sentence = _("A hearing has been asked for already.")


class HearingTooSoon(Refusal):
    code = "hearing_too_soon"
    status = 422
    sentence = _("Choose a day at least %(days)s days off, so that people can come.")


class HearingNotYet(Refusal):
    code = "hearing_not_yet"
    sentence = _("The hearing has not taken place yet.")


class HearingPlaceNeeded(Refusal):
    code = "hearing_place_needed"
    status = 422
    sentence = _("Say where it takes place.")


class ClosedForTheseFacts(Refusal):
    """信访工作条例 36: after the re-examination the same facts and reasons are not taken again."""

    code = "closed_for_these_facts"
    sentence = _(
        "It was re-examined. With the same facts and reasons it is not taken again; with new ones you can petition anew."
    )
