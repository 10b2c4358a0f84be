from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "linli.people"
    label = "people"

    def ready(self) -> None:
        from linli.common.surfaces import Entry, register_entry
        from linli.people.exchange import register_parts
        from linli.people.retention import register_retention
        from linli.people.rules import MAY_READ_LOOKS

        register_retention()
        register_parts()
        register_entry(
            Entry(
                _("Who looked at what"), "people:looks", "records", order=80, roles=frozenset(MAY_READ_LOOKS),
                about=_("Each time somebody saw personal data in full, with the reason given."),
            )
        )  # fmt: skip
