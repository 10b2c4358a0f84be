from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class NotYourPlace(Refusal):
    code = "not_your_place"
    status = 403
    sentence = _("A place is looked after by the centre manager or an administrator of its area.")


class PlaceClosed(Refusal):
    code = "place_closed"
    sentence = _("This place is closed for good.")


class HoursUnclear(Refusal):
    code = "hours_unclear"
    status = 422
    sentence = _("Hours are written like 9:00–12:00, 14:30–17:30, none over another: “%(text)s”.")


class ExceptionUnclear(Refusal):
    code = "exception_unclear"
    status = 422
    sentence = _("The last day may not be before the first, nor more than a year away, and a reason is needed.")


class NameTaken(Refusal):
    code = "name_taken"
    status = 422
    sentence = _("There is a room or a window of this name or number already.")


class NameMissing(Refusal):
    code = "name_missing"
    status = 422
    sentence = _("It needs a name.")
