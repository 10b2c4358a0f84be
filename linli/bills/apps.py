from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillsConfig(AppConfig):
    """Where a bill is paid, at its provider. No money and no account number passes through Linli."""

    name = "linli.bills"
    label = "bills"

    def ready(self) -> None:
        from linli.bills import exchange
        from linli.bills.setting import register_settings
        from linli.common.surfaces import Entry, Help, register_entry, register_help
        from linli.people.enums import Role

        register_settings()
        exchange.register()
        register_help(
            Help(_("Pay a bill"), "bills:bills", _("Water, electricity, gas: to the provider’s own page"), order=30)
        )
        register_entry(
            Entry(
                _("Bill providers"), "bills:settings", "settings", order=85,
                roles=frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
                about=_("Whom residents pay for water, electricity and the rest, and which pages a link may lead to."),
            )
        )  # fmt: skip
