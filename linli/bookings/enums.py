from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceKind(models.TextChoices):
    """What can be taken for a time."""

    ROOM = "room", pgettext_lazy("resource", "Room")
    WINDOW = "window", pgettext_lazy("resource", "Window")
    TEAM = "team", pgettext_lazy("resource", "Team for home visits")


class BookingState(models.TextChoices):
    """How far a booking has come."""

    HELD = "held", pgettext_lazy("booking", "Held")
    ASKED = "asked", pgettext_lazy("booking", "Waits for approval")
    BOOKED = "booked", pgettext_lazy("booking", "Booked")
    ARRIVED = "arrived", pgettext_lazy("booking", "Arrived")
    DONE = "done", pgettext_lazy("booking", "Done")
    NO_SHOW = "no_show", pgettext_lazy("booking", "Did not come")
    CANCELLED = "cancelled", pgettext_lazy("booking", "Cancelled")
    REFUSED = "refused", pgettext_lazy("booking", "Not approved")
    EXPIRED = "expired", pgettext_lazy("booking", "Hold expired")


# In these states the seat is taken.
LIVE = (BookingState.HELD, BookingState.ASKED, BookingState.BOOKED, BookingState.ARRIVED)
# In these it may still be moved or cancelled by whoever booked.
AHEAD = (BookingState.HELD, BookingState.ASKED, BookingState.BOOKED)


class WaitingState(models.TextChoices):
    """How far a place on a waiting list has come."""

    WAITING = "waiting", _("On the waiting list")
    PROMOTED = "promoted", pgettext_lazy("waiting list", "Moved up")
    LAPSED = "lapsed", pgettext_lazy("waiting list", "Not accepted in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("waiting list", "Left the list")
    PASSED = "passed", pgettext_lazy("waiting list", "The time has passed")


class VisitResult(models.TextChoices):
    """How a home visit ended."""

    DONE = "done", pgettext_lazy("visit", "Done")
    AGAIN = "again", pgettext_lazy("visit", "To be carried on")
    AWAY = "away", pgettext_lazy("visit", "Nobody was at home")
    UNWANTED = "unwanted", pgettext_lazy("visit", "Not let in")
