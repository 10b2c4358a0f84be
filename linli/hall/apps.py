from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HallConfig(AppConfig):
    """What can be applied for, what it needs, and the application from the counter to the rating."""

    name = "linli.hall"
    label = "hall"

    def ready(self) -> None:
        from linli.hall.application_registration import register_applications
        from linli.hall.order_registration import register_orders

        register_applications()
        register_orders()
        self._catalogue()

    def _catalogue(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.hall.exchange import register_parts
        from linli.hall.queries.offering import counter_items_of, withdrawn_items_of
        from linli.hall.rules import MAY_READ_CATALOGUE, MAY_SET_OFFERS
        from linli.places.counter import register_counter_items, register_withdrawn_items

        register_counter_items(counter_items_of)
        register_withdrawn_items(withdrawn_items_of)
        register_parts()
        register_entry(
            Entry(_("Catalogue"), "hall:catalogue", "settings", order=28, roles=frozenset(MAY_READ_CATALOGUE),
                  about=_("What people can apply for: conditions, papers, limits, channels, and which items fit whom.")),
        )  # fmt: skip
        register_entry(
            Entry(_("What we offer"), "hall:offers", "hall", order=25, roles=frozenset(MAY_SET_OFFERS),
                  about=_("Which items a centre deals with, and at which of its windows.")),
        )  # fmt: skip
