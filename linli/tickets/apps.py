from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TicketsConfig(AppConfig):
    """Who waits, who is called, and which window is open."""

    name = "linli.tickets"
    label = "tickets"

    def ready(self) -> None:
        from linli.common.patterns import register_pattern
        from linli.common.surfaces import Entry, register_entry
        from linli.notices.texts import register_group, register_place, register_text
        from linli.places.counter import register_counter_visits, register_place_page
        from linli.tickets.domain.sending import serve_case
        from linli.tickets.queries.address import take_page, ticket_path
        from linli.tickets.queries.visit import counter_visit
        from linli.tickets.retention import register_retention
        from linli.tickets.rules import MAY_LOOK_ON, MAY_SERVE
        from linli.tickets.settings import register_settings

        register_settings()
        register_retention()
        register_counter_visits(counter_visit, serve_case)
        register_place_page(take_page)
        register_entry(
            Entry(pgettext_lazy("navigation", "My window"), "tickets:window", "hall", order=5, roles=frozenset(MAY_SERVE),
                  about=_("Call the next number, and what belongs to whoever comes.")),
        )  # fmt: skip
        register_entry(
            Entry(pgettext_lazy("navigation", "Queue and windows"), "tickets:desk", "hall", order=6,
                  roles=frozenset(MAY_LOOK_ON),
                  about=_("Who waits, which windows are open, how long it took: of the centres of your areas.")),
        )  # fmt: skip
        register_pattern("call-board", pgettext_lazy("component", "Call board"), "hall")
        register_place("ticket", ticket_path)
        register_group("tickets", _("Queue tickets"))
        register_text(
            "tickets.taken", group="tickets", subject=_("Your number: %(number)s"),
            body=_("%(place)s: you are there for your appointment with number %(number)s. Watch the display."),
        )  # fmt: skip
        register_text(
            "tickets.called", group="tickets", urgent=True, subject=_("%(number)s, window %(window)s"),
            body=_("%(place)s: number %(number)s, please come to window %(window)s now."),
        )  # fmt: skip
        register_text(
            "tickets.served", group="tickets", subject=_("How was it? Number %(number)s"),
            body=_("%(place)s: if you like, say in one touch how it was. Your name is not shown to whoever served you."),
        )  # fmt: skip
        register_text(
            "tickets.closed", group="tickets", subject=_("Number %(number)s was closed"),
            body=_("%(place)s has closed for today and number %(number)s was not served. Take a new number tomorrow, or book a time."),
        )  # fmt: skip
