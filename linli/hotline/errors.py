"""Every way in which a deed of the hotline can be refused, with its code and its sentence."""

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NotOperator(Refusal):
    code = "not_operator"
    status = 403
    sentence = _("Orders of the hotline are taken by its operators and by dispatchers.")


class NumberNeeded(Refusal):
    code = "number_needed"
    status = 422
    sentence = _("The hotline's own number is needed: by it the order is known again.")


class AskedUnknown(Refusal):
    code = "asked_unknown"
    status = 422
    sentence = _("“%(value)s” is none of the four kinds: advice, request, suggestion, complaint.")


class LineUnknown(Refusal):
    code = "line_unknown"
    status = 422
    sentence = _("There is no hotline with the code %(code)s.")


class MomentUnread(Refusal):
    code = "moment_unread"
    status = 422
    sentence = _("“%(value)s” is no moment; write it as 2026-11-25 17:30.")


class FileUnread(Refusal):
    code = "file_unread"
    status = 422
    sentence = _("The file cannot be read: %(fault)s")


class NotTheHandler(Refusal):
    code = "not_the_handler"
    status = 403
    sentence = _("Only the unit that leads the order can ask to give it back.")


class ReturnTooLate(Refusal):
    code = "return_too_late"
    sentence = _("The time for giving it back ended %(until)s. It is handled here now.")


class ReturnSettled(Refusal):
    code = "return_settled"
    sentence = _("It was decided that this order stays; it is not returned again.")


class ReturnAsked(Refusal):
    code = "return_asked"
    sentence = _("It has been asked already, and waits for a decision.")


class NothingToDecide(Refusal):
    code = "nothing_to_decide"
    sentence = _("Nobody asks to give this order back, or it has been decided.")


class OwnReturn(Refusal):
    code = "own_return"
    status = 403
    sentence = _("Somebody of another unit has to decide on this.")


class ReceiptNeeded(Refusal):
    code = "receipt_needed"
    status = 422
    sentence = _("Write the receipt number that the hotline gave; without one nobody can say that it arrived.")


class AddressNotNamed(Refusal):
    code = "address_not_named"
    status = 422
    sentence = _("This host is not among those that this installation may call (LINLI_WEBHOOKS).")


class NotAdvice(Refusal):
    code = "not_advice"
    sentence = _("Only a closed matter of advice, asked for by nobody in secret, can become an article.")
