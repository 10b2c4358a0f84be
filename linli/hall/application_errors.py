"""Every way in which a deed on an application can be refused. Those of the catalogue are in `errors`."""

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class ItemNotOffered(Refusal):
    code = "item_not_offered"
    status = 422
    sentence = _("This place does not deal with this matter today. Choose another place.")


class ChannelClosed(Refusal):
    code = "channel_closed"
    status = 422
    sentence = _("This matter cannot be asked for in this way.")


class MaterialsMissing(Refusal):
    code = "materials_missing"
    status = 422
    sentence = _("Papers are missing: %(names)s. Tell it once, or note that they were promised for later.")


class NothingMissing(Refusal):
    code = "nothing_missing"
    status = 422
    sentence = _("Nothing is marked as missing, so there is nothing to tell. Mark it in the check-list first.")


class NoticeOnce(Refusal):
    code = "notice_once"
    sentence = _("What is missing was told once already; %(names)s was not named then and cannot be asked for now.")


class NotSecondary(Refusal):
    code = "not_secondary"
    status = 422
    sentence = _("“%(name)s” is no secondary paper and cannot be promised for later.")


class PromiseDay(Refusal):
    code = "promise_day"
    status = 422
    sentence = _("A promise needs a day from tomorrow on, at most %(most)s days ahead.")


class VerdictNeeded(Refusal):
    code = "verdict_needed"
    status = 422
    sentence = _("Say what was decided, and on which day, on the page of the application.")


class DecidedAhead(Refusal):
    code = "decided_ahead"
    status = 422
    sentence = _("The day of a decision cannot lie ahead, nor before the day of the application.")


class DeliveryNeeded(Refusal):
    code = "delivery_needed"
    status = 422
    sentence = _("Say how the result was handed over, on the page of the application.")


class OutsideNeeded(Refusal):
    code = "outside_needed"
    status = 422
    sentence = _("Say to which body it was passed on.")


class RestNeeded(Refusal):
    code = "rest_needed"
    status = 422
    sentence = _("Say on the page of the application what is waited for, and until when.")


class RestDay(Refusal):
    code = "rest_day"
    status = 422
    sentence = _("Say until when it takes: a day from tomorrow on, at most %(most)s days ahead.")


class AuthorityNeeded(Refusal):
    code = "authority_needed"
    status = 422
    sentence = _("An agent or a guardian shows a paper: say which, and until when it holds.")


class AuthorityOver(Refusal):
    code = "authority_over"
    status = 422
    sentence = _("The authorisation no longer holds; a new one is needed.")


class ConsentNeeded(Refusal):
    code = "consent_needed"
    status = 403
    sentence = _("You may apply for somebody once they have agreed. Ask them; nothing was sent.")


class ConsentForbidden(Refusal):
    code = "consent_forbidden"
    status = 403
    sentence = _("This person does not want you to act for them. Nothing was sent.")


class HelpForbidden(Refusal):
    code = "help_forbidden"
    sentence = _("The applicant does not want whoever acted for them. Nothing goes on until they say how.")


class HelpApart(Refusal):
    code = "help_apart"
    sentence = _("A relative, an agent or a guardian acts here already; that is kept apart from help of the office.")


class HelperUnknown(Refusal):
    code = "helper_unknown"
    status = 422
    sentence = _("No volunteer of this place has an account with this number.")


class HelperIsApplicant(Refusal):
    code = "helper_is_applicant"
    status = 422
    sentence = _("This is the applicant’s own number.")


class NobodyHelps(Refusal):
    code = "nobody_helps"
    sentence = _("Nobody acts for the applicant any more.")


class GuardianStays(Refusal):
    code = "guardian_stays"
    status = 422
    sentence = _("A guardian is not chosen by the applicant. Talk with the place that received it.")


class NotYourApplication(Refusal):
    code = "not_your_application"
    status = 403
    sentence = _("This is done by the staff of the place that receives, or by the applicant.")


class SelfConsent(Refusal):
    code = "self_consent"
    status = 422
    sentence = _("This is your own number.")


class NoOriginals(Refusal):
    code = "no_originals"
    status = 422
    sentence = _("Name at least one original that is handed over.")
