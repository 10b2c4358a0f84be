from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentresConfig(AppConfig):
    """What everybody reads of a centre, how its rooms are booked, and how its manager looks after it."""

    name = "linli.centres"
    label = "centres"

    def ready(self) -> None:
        from linli.bookings.rules import MAY_RECEIVE
        from linli.centres.queries.address import booking_path, describe_places, resource_path
        from linli.common.surfaces import Entry, register_entry
        from linli.notices.texts import register_place
        from linli.people.subjects import register_subject

        register_entry(
            Entry(_("Centres"), "centres:desk", "hall", order=20, roles=frozenset(MAY_RECEIVE),
                  about=_("Hours, rooms, windows and bookings of the centres, and which grids have their place.")),
        )  # fmt: skip
        register_place("booking", booking_path)
        register_place("resource", resource_path)
        register_subject("place", describe_places)
