"""Every way in which a deed on a menu or an order can be refused."""

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class EntryNotOffered(Refusal):
    code = "entry_not_offered"
    status = 422
    sentence = _("This is not on the menu today. Choose something else, or ask the centre.")


class EntryUnknown(Refusal):
    code = "entry_unknown"
    status = 404
    sentence = _("There is no such line on this menu.")


class EntryNameNeeded(Refusal):
    code = "entry_name_needed"
    status = 422
    sentence = _("Write what it is called.")


class EntryDays(Refusal):
    code = "entry_days"
    status = 422
    sentence = _("The last day cannot lie before the first.")


class EntryDue(Refusal):
    code = "entry_due"
    status = 422
    sentence = _("It is done within 1 to 60 working days.")


class EntryTakeDue(Refusal):
    code = "entry_take_due"
    status = 422
    sentence = _("Somebody takes it within 1 working day or more, and not later than it is done.")


class EntryReasonNeeded(Refusal):
    code = "entry_reason_needed"
    status = 422
    sentence = _("Say why it is withdrawn; residents read it.")


class EntryAsBefore(Refusal):
    code = "entry_as_before"
    sentence = _("It is so already.")


class OrderAddressNeeded(Refusal):
    code = "order_address_needed"
    status = 422
    sentence = _("Write the address to come to.")


class NotYourOrder(Refusal):
    code = "not_your_order"
    status = 403
    sentence = _("This order is not yours to act on.")


class OfferedToNobody(Refusal):
    code = "offered_to_nobody"
    status = 422
    sentence = _("Say whom it is offered to, on the page of the order.")


class TakerNeeded(Refusal):
    code = "taker_needed"
    status = 422
    sentence = _("Say which organisation takes it, without the name of a person.")


class TakenAlready(Refusal):
    code = "taken_already"
    sentence = _("Somebody else has just taken it. Thank you all the same.")


class OwnOrder(Refusal):
    code = "own_order"
    status = 422
    sentence = _("This is your own order; somebody else takes it.")
