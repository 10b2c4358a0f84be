from django.apps import AppConfig


class BillsConfig(AppConfig):
    """Where a bill is paid: at the provider, by a link. No money passes through here."""

    name = "linli.bills"
    label = "bills"
