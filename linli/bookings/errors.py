from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class SlotTaken(Refusal):
    code = "slot_taken"
    sentence = _("Somebody else was faster: this time is taken now. Choose another, or wait for it on the list.")


class NoSuchSlot(Refusal):
    code = "no_such_slot"
    status = 422
    sentence = _("This time cannot be booked. Choose one of those that are offered.")


class BookedAlready(Refusal):
    code = "booked_already"
    sentence = _("You have booked this at that time already. See “My bookings”.")


class TooManyPeople(Refusal):
    code = "too_many_people"
    status = 422
    sentence = _("There is room for %(most)s.")


class HoldExpired(Refusal):
    code = "hold_expired"
    sentence = _("The time was kept for you until %(until)s and has been given back. Choose again.")


class ResourceClosed(Refusal):
    code = "resource_closed"
    sentence = _("This is not booked any more.")


class NotYourBooking(Refusal):
    code = "not_your_booking"
    status = 403
    sentence = _("Only whoever booked it, or the centre, may do this.")


class NotYourResource(Refusal):
    code = "not_your_resource"
    status = 403
    sentence = _("This is done by the centre that the room, window or team belongs to.")


class NotPossibleForBooking(Refusal):
    code = "not_possible_for_booking"
    sentence = _("This cannot be done with a booking that is “%(state)s”.")


class TooLateToChange(Refusal):
    code = "too_late_to_change"
    sentence = _("It begins too soon to be changed here. Call the centre.")


class MovedMeanwhile(Refusal):
    code = "moved_meanwhile"
    sentence = _("It has been moved to another window meanwhile. Look at it again.")


class NotBegun(Refusal):
    code = "not_begun"
    sentence = _("It has not begun yet.")


class SlotIsFree(Refusal):
    code = "slot_is_free"
    sentence = _("There is room: book it at once.")


class WaitsAlready(Refusal):
    code = "waits_already"
    sentence = _("You are on the waiting list for this time already.")


class BookingReasonNeeded(Refusal):
    code = "booking_reason_needed"
    status = 422
    sentence = _("Say why; whoever booked reads it.")


class AccountNeeded(Refusal):
    code = "account_needed"
    status = 403
    sentence = _("Sign in with your phone to book.")


class GuestNameNeeded(Refusal):
    code = "guest_name_needed"
    status = 422
    sentence = _("Write for whom it is.")


class AgreementNeeded(Refusal):
    code = "agreement_needed"
    status = 422
    sentence = _("It can be booked for somebody else only where they agree.")


class TooManyForOthers(Refusal):
    code = "too_many_for_others"
    sentence = _("You have %(most)s bookings for others ahead; more are made at the counter.")


class NoOffer(Refusal):
    code = "no_offer"
    sentence = _("Another time is offered only for what the centre had to close.")


class NotAVisitor(Refusal):
    code = "not_a_visitor"
    status = 403
    sentence = _("This is done by those who are named for the visit, or by the centre.")


class TwoMustGo(Refusal):
    code = "two_must_go"
    status = 422
    sentence = _("Two go to this visit: name a second person.")


class NobodyGoes(Refusal):
    code = "nobody_goes"
    status = 422
    sentence = _("Name who goes.")


class VisitNotBegun(Refusal):
    code = "visit_not_begun"
    sentence = _("Note the arrival first: the code said at the door, and that you were let in.")


class CodeNotSaid(Refusal):
    code = "code_not_said"
    status = 422
    sentence = _("Nobody goes in before the code has been said and was the right one, and they agreed.")


class TooFarApart(Refusal):
    code = "too_far_apart"
    sentence = _(
        "The team could not be there in time: %(minutes)s minutes of way before or after. Choose another time."
    )


class NoSuchCommunity(Refusal):
    code = "no_such_community"
    status = 422
    sentence = _("The team goes to the communities around this centre.")


class ObjectionNeeded(Refusal):
    code = "objection_needed"
    status = 422
    sentence = _("Say what was different.")


class NothingToObject(Refusal):
    code = "nothing_to_object"
    sentence = _("There is nothing to object to, or you have done so already.")


class ItemNeeded(Refusal):
    code = "item_needed"
    status = 422
    sentence = _("Choose for which items.")


class VisitUnclear(Refusal):
    code = "visit_unclear"
    status = 422
    sentence = _("Write where you live and what it is about.")
