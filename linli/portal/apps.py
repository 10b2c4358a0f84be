from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PortalConfig(AppConfig):
    name = "linli.portal"
    label = "portal"

    def ready(self) -> None:
        from linli.cases.rules import MAY_TYPE_FOR_OTHERS
        from linli.common.patterns import register_pattern
        from linli.common.surfaces import Entry, Help, register_entry, register_help, register_portal_navigation
        from linli.portal.page import portal_navigation

        register_portal_navigation(portal_navigation)
        register_help(
            Help(_("Questions and answers"), "portal:advice", _("Policy, papers, how something goes"), order=10)
        )
        roles = frozenset(MAY_TYPE_FOR_OTHERS)
        register_entry(Entry(_("Type for somebody"), "portal:typed-report", "", order=30, roles=roles))
        register_pattern("slip", pgettext_lazy("component", "Slip"), "telling")
        register_pattern("length-note", pgettext_lazy("component", "Length of a text"), "asking")
