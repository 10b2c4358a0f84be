from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "linli.api"
    label = "api"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry

        register_entry(
            Entry(
                _("Interface tokens"), "api-pages:tokens", "settings", order=80, roles=frozenset({"administrator"}),
                about=_("Which other systems may read and write through the interface, and for which area."),
            )
        )  # fmt: skip
