from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TicketState(models.TextChoices):
    """How far a ticket has come."""

    WAITING = "waiting", pgettext_lazy("ticket", "Waiting")
    AT_WINDOW = "at_window", pgettext_lazy("ticket", "At the window")
    PARKED = "parked", pgettext_lazy("ticket", "Parked")
    DONE = "done", pgettext_lazy("ticket", "Done")
    MISSED = "missed", pgettext_lazy("ticket", "Did not come")
    GIVEN_UP = "given_up", pgettext_lazy("ticket", "Given up")
    CLOSED = "closed", pgettext_lazy("ticket", "Closed at the end of the day")


# In these states somebody is still to be served.
OPEN = (TicketState.WAITING, TicketState.AT_WINDOW, TicketState.PARKED)


class Priority(models.TextChoices):
    """Who is called before others, by rule. The class is all that is kept: no proof, no name."""

    ELDERLY = "elderly", pgettext_lazy("priority", "Elderly")
    DISABLED = "disabled", pgettext_lazy("priority", "Disabled")
    INFANT = "infant", pgettext_lazy("priority", "With an infant")


class Way(models.TextChoices):
    """Where a ticket was taken."""

    PHONE = "phone", pgettext_lazy("ticket", "Phone")
    KIOSK = "kiosk", pgettext_lazy("ticket", "Kiosk")
    CLERK = "clerk", pgettext_lazy("ticket", "Clerk")


class Ending(models.TextChoices):
    """How a call ended."""

    FINISHED = "finished", pgettext_lazy("call", "Finished")
    MISSED = "missed", pgettext_lazy("call", "Nobody came")
    PARKED = "parked", pgettext_lazy("call", "Parked")
    TRANSFERRED = "transferred", pgettext_lazy("call", "Transferred")
    RETURNED = "returned", pgettext_lazy("call", "Back to the queue")
    CLOSED = "closed", pgettext_lazy("call", "Closed at the end of the day")


class TicketDeed(models.TextChoices):
    """What happened to a ticket."""

    TAKEN = "taken", pgettext_lazy("ticket event", "Taken")
    CALLED = "called", pgettext_lazy("ticket event", "Called")
    RECALLED = "recalled", pgettext_lazy("ticket event", "Called again")
    MISSED = "missed", pgettext_lazy("ticket event", "Nobody came")
    PARKED = "parked", pgettext_lazy("ticket event", "Parked")
    TRANSFERRED = "transferred", pgettext_lazy("ticket event", "Transferred")
    RETURNED = "returned", pgettext_lazy("ticket event", "Back to the queue")
    FINISHED = "finished", pgettext_lazy("ticket event", "Finished")
    GIVEN_UP = "given_up", pgettext_lazy("ticket event", "Given up")
    CLOSED = "closed", pgettext_lazy("ticket event", "Closed at the end of the day")
    CASE = "case", pgettext_lazy("ticket event", "Hung on a matter")


class WindowDeed(models.TextChoices):
    """What happened to a window."""

    OPENED = "opened", pgettext_lazy("window", "Opened")
    PAUSED = "paused", pgettext_lazy("window", "Paused")
    RESUMED = "resumed", pgettext_lazy("window", "Open again")
    CLOSED = "closed", pgettext_lazy("window", "Closed")


class PauseReason(models.TextChoices):
    """Why a window is paused; those who wait read it on the display."""

    BREAK = "break", _("Short break")
    FILES = "files", _("Papers are being fetched")
    MEETING = "meeting", _("Meeting")
    FAULT = "fault", _("Technical trouble")
