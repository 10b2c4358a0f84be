from django.utils.translation import gettext_lazy as _

from linli.bookings.domain.guest import old_guests
from linli.common.setting import register_number


def register_retention() -> None:
    """Say what of bookings ages out."""
    register_number(
        "bookings.guests_kept_days", _("Names, numbers and addresses on bookings"), group="retention", default=30, least=1,
        most=365, unit=_("days"), aged=old_guests,
        basis=_(
            "Personal Information Protection Law, art. 19: no longer than the purpose needs. The number is our own and unverified."
        ),
        about=_("Of those somebody booked for, and of home visits: emptied so long after the time is over; the booking stays."),
    )  # fmt: skip


def register_acceptance() -> None:
    """Say how long a time is kept for whoever moved up the waiting list."""
    register_number(
        "bookings.accept_minutes", _("Time to accept from the waiting list"), group="centres", default=120, least=10,
        most=720, unit=_("minutes"),
        about=_("Counted only from 8:00 to 21:00, and at most half of the time left before the start. Then the next one is asked."),
        basis=_("Our own rule, so that nobody has a booking that they do not know of."),
    )  # fmt: skip


def register_no_show_rule() -> None:
    """Say after what a centre approves for a while what somebody books."""
    register_number(
        "bookings.no_shows", _("Bookings not kept"), group="centres", default=3, least=0, most=20, unit=_("times"),
        about=_("After so many, noted by staff, bookings need the centre's approval for a while. 0: never."),
        basis=_("Our own rule: nothing is refused, and whoever it concerns can object."),
    )  # fmt: skip
    register_number(
        "bookings.no_show_days", _("Counted within"), group="centres", default=90, least=7, most=366, unit=_("days"),
    )  # fmt: skip
    register_number(
        "bookings.restraint_days", _("Approval needed for"), group="centres", default=30, least=1, most=180, unit=_("days"),
    )  # fmt: skip
