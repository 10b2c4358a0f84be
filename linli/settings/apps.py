from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SettingsConfig(AppConfig):
    """The surface where a county is set up; not Django's settings, which stand in `linli.config.settings`."""

    name = "linli.settings"
    label = "settings"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.people.enums import Role
        from linli.settings.rules import MAY_READ

        register_entry(Entry(_("Settings"), "settings:overview", "settings", order=10, roles=frozenset(MAY_READ)))
        register_entry(
            Entry(
                _("Units and posts"), "settings:posts", "settings", order=20, roles=frozenset(MAY_READ),
                about=_("Who holds which post, from when to when, who stands in, and which posts stand empty."),
            )
        )  # fmt: skip
        for title, page, order, about in (
            (
                _("Kinds of matter"),
                "kinds",
                30,
                _("What people report: words, procedure, limits; kinds of the county’s own."),
            ),
            (
                _("Words of notices"),
                "messages",
                40,
                _("What residents and staff are told, in both languages, and how it reads."),
            ),
            (
                _("Calendar"),
                "calendar",
                50,
                _("Days off, make-up days and office hours; the new year’s notice is brought here."),
            ),
            (
                _("Queue, ratings and petitions"),
                "counter",
                60,
                _("How numbers are called, how long something can be rated, and by when units reply."),
            ),
            (_("Retention"), "retention", 70, _("What goes by itself, after how long, by which rule.")),
            (_("Look"), "look", 80, _("Name, emblem and colour of the platform, and the county’s names for things.")),
        ):
            register_entry(
                Entry(title, f"settings:{page}", "settings", order=order, roles=frozenset(MAY_READ), about=about)
            )
        register_entry(
            Entry(
                _("Configuration as files"), "settings:configuration", "settings", order=90,
                roles=frozenset({Role.ADMINISTRATOR}),
                about=_("Give the rules of this county to another, or take another’s; taken back as a whole."),
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
                _("Forms"), "settings:forms", "settings", order=35, roles=frozenset(MAY_READ),
                about=_("What residents are asked: draw the fields, look at them as residents do, publish with a note and a day."),
            )
        )  # fmt: skip
        register_entry(
            Entry(
                _("Routing rules"), "settings:rules", "records", order=70,
                about=_("Which unit a matter goes to, by kind and place, and what would happen to one."),
            )
        )  # fmt: skip
