from django.apps import AppConfig


class TicketsConfig(AppConfig):
    """Who waits, who is called, and which window is open."""

    name = "linli.tickets"
    label = "tickets"
