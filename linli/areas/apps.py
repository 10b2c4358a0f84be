from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AreasConfig(AppConfig):
    name = "linli.areas"
    label = "areas"

    def ready(self) -> None:
        from linli.common.patterns import register_pattern
        from linli.common.surfaces import Entry, register_entry

        register_entry(
            Entry(
                _("Areas and grids"), "areas:tree", "records", order=60,
                about=_("Towns, villages and grids with their codes, and what their boundaries leave open."),
            )
        )  # fmt: skip
        register_pattern("area-map", pgettext_lazy("component", "Map of areas"), "lists")
