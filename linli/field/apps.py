from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldConfig(AppConfig):
    name = "linli.field"
    label = "field"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.field.rules import MAY_SEE_PHONES, ON_SITE

        register_entry(Entry(_("In the field"), "field:today", "", order=15, roles=frozenset(ON_SITE)))
        register_entry(
            Entry(
                _("Phones in the field"), "field:phones", "settings", order=75, roles=frozenset(MAY_SEE_PHONES),
                about=_("Which phones may deliver what was written without signal, and stopping one that is lost."),
            )
        )  # fmt: skip
