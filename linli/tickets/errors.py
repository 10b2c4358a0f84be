from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class PlaceShut(Refusal):
    code = "place_shut"
    sentence = _("The centre is closed now; numbers are given while it is open.")


class HasTicket(Refusal):
    code = "has_ticket"
    sentence = _("You have number %(number)s here already.")


class TooManyTickets(Refusal):
    code = "too_many_tickets"
    status = 429
    sentence = _("Too many numbers were taken from here. Take one at the centre, or try again later.")


class NotThere(Refusal):
    code = "not_there"
    status = 422
    sentence = _(
        "Type the four digits that stand on the display of the centre: numbers are given to those who are there."
    )


class NoSuchItem(Refusal):
    code = "no_such_item"
    status = 422
    sentence = _("This is not dealt with here. Choose one of those offered.")


class NoSuchAppointment(Refusal):
    code = "no_such_appointment"
    status = 422
    sentence = _("No appointment of today is found. Take a number, or ask at a window.")


class NotYourWindow(Refusal):
    code = "not_your_window"
    status = 403
    sentence = _("A window is opened by a clerk or manager of its centre, and served by whoever opened it.")


class WindowTaken(Refusal):
    code = "window_taken"
    sentence = _("This window is open already. Choose another.")


class HasWindow(Refusal):
    code = "has_window"
    sentence = _("You have a window open already.")


class WindowIsClosed(Refusal):
    code = "window_is_closed"
    sentence = _("This window is closed. Open it again first.")


class WindowIsPaused(Refusal):
    code = "window_is_paused"
    sentence = _("This window is paused. Open it again first.")


class StillServing(Refusal):
    code = "still_serving"
    sentence = _("%(number)s is at your window. Finish or park it first.")


class NobodyAtWindow(Refusal):
    code = "nobody_at_window"
    sentence = _("Nobody is at your window.")


class NotRecalled(Refusal):
    code = "not_recalled"
    sentence = _("Call %(number)s again first; who does not hear well should have a second chance.")


class NotPossibleForTicket(Refusal):
    code = "not_possible_for_ticket"
    sentence = _("This cannot be done with a number that is “%(state)s”.")


class CalledAlready(Refusal):
    code = "called_already"
    sentence = _("Another window has just called this number.")


class NowhereToSend(Refusal):
    code = "nowhere_to_send"
    status = 422
    sentence = _("Choose another window, or another matter.")
