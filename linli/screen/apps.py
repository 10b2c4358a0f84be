from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ScreenConfig(AppConfig):
    """The surface on which a city, a town, a village or a grid is seen whole."""

    name = "linli.screen"
    label = "screen"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.screen.rules import MAY_SEE

        roles = frozenset(MAY_SEE)
        register_entry(Entry(pgettext_lazy("title", "One screen"), "screen:home", "screen", order=5, roles=roles))
        register_entry(Entry(_("Morning brief"), "screen:brief", "screen", order=6, roles=roles))
