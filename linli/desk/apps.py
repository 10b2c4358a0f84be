from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DeskConfig(AppConfig):
    name = "linli.desk"
    label = "desk"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.desk.rules import MAY_SEE_DISPATCH, MAY_SEE_INSTRUCTIONS

        register_entry(Entry(_("Today"), "desk:today", "", order=10))
        register_entry(Entry(_("Dispatch"), "desk:dispatch", "", order=20, roles=frozenset(MAY_SEE_DISPATCH)))
        register_entry(Entry(_("Overdue"), "desk:cases", "", order=30, query="view=late"))
        register_entry(Entry(pgettext_lazy("navigation", "Matters"), "desk:cases", "", order=40))
        register_entry(
            Entry(_("Instructions"), "desk:instructions", "screen", order=7, roles=frozenset(MAY_SEE_INSTRUCTIONS))
        )
        register_entry(Entry(_("Figures"), "desk:figures", "screen", order=10))
        register_entry(Entry(_("Seven steps"), "desk:steps", "screen", order=11, roles=frozenset(MAY_SEE_DISPATCH)))
        register_entry(
            Entry(
                _("Procedures"), "desk:procedures", "records", order=80,
                about=_("How a matter of each kind goes, by whom, and in what time."),
            )
        )  # fmt: skip
