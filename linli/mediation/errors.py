from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NotYourMediation(Refusal):
    code = "not_your_mediation"
    status = 403
    sentence = _("This is for somebody else in this mediation to do.")


class SidesNeeded(Refusal):
    code = "sides_needed"
    status = 422
    sentence = _("Name and telephone of each side are needed, at most six sides, and each must be somebody else.")


class PlaceForMediation(Refusal):
    code = "place_for_mediation"
    status = 422
    sentence = _("Choose the community whose committee should mediate.")


class TellOfDispute(Refusal):
    code = "tell_of_dispute"
    status = 422
    sentence = _("Say in a few sentences what it is about.")


class NotForMediation(Refusal):
    """Violence, crime and what is in court are referred on; the page says where to go, and nothing is kept."""

    code = "not_for_mediation"
    status = 422
    sentence = _("This cannot be mediated here. Where to go stands on the page; nothing of it was kept.")


class GroundUnknown(Refusal):
    code = "ground_unknown"
    status = 422
    sentence = _("Choose one of the listed reasons.")


class NotAMediator(Refusal):
    code = "not_a_mediator"
    status = 422
    sentence = _("Choose a mediator of this committee.")


class MediatorConcerned(Refusal):
    code = "mediator_concerned"
    sentence = _("This mediator is one of the sides and cannot mediate here.")


class MediatorChanged(Refusal):
    code = "mediator_changed"
    sentence = _("Another mediator has been named since. See who it is, then decide.")


class SessionInPast(Refusal):
    code = "session_in_past"
    status = 422
    sentence = _("Choose a time that is still to come.")


class SessionOver(Refusal):
    code = "session_over"
    sentence = _("This session is over or has been cancelled.")


class NoRoom(Refusal):
    code = "no_room"
    status = 422
    sentence = _("Choose a room of a centre in your area.")


class TermsNeeded(Refusal):
    code = "terms_needed"
    status = 422
    sentence = _("Write what all agree to: who does what by when.")


class AgreementChanged(Refusal):
    code = "agreement_changed"
    sentence = _("The wording has been changed since. Read it again before anybody signs.")


class NotSignedYet(Refusal):
    code = "not_signed_yet"
    sentence = _("It counts once every side and the mediator have signed.")


class VisitDone(Refusal):
    code = "visit_done"
    sentence = _("This return visit has been recorded already.")


class LookNeeded(Refusal):
    code = "look_needed"
    status = 403
    sentence = _("Say first why you open it. Your look is on record.")
