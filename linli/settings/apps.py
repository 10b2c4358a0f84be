from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SettingsConfig(AppConfig):
    """The surface where a county is set up; not Django's settings, which stand in `linli.config.settings`."""

    name = "linli.settings"
    label = "settings"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.settings.rules import MAY_READ

        register_entry(Entry(_("Settings"), "settings:overview", "settings", order=10, roles=frozenset(MAY_READ)))
        register_entry(
            Entry(
                _("Units and posts"), "settings:posts", "settings", order=20, roles=frozenset(MAY_READ),
                about=_("Who holds which post, from when to when, who stands in, and which posts stand empty."),
            )
        )  # fmt: skip
        register_entry(
            Entry(
                _("Procedure editor"), "settings:procedures", "settings", order=30, roles=frozenset(MAY_READ),
                about=_("States, deeds, limits and texts of each procedure: write the next version, try it, publish it with a date."),
            )
        )  # fmt: skip
        register_entry(
            Entry(
                _("Routing rules"), "settings:rules", "records", order=70,
                about=_("Which unit a matter goes to, by kind and place, and what would happen to one."),
            )
        )  # fmt: skip
