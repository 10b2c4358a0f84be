"""What a county sets about tickets."""

from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number, register_switch

GROUP = "counter"


def register_settings() -> None:
    """Say what can be set, within which bounds."""
    register_number(
        "tickets.most_passed", _("How many may pass in a row"), group=GROUP, default=2, least=0, most=5, unit=_("numbers"),
        about=_("So many with an appointment or priority may be called in a row before somebody who has waited longer. "
                "0: everybody in the order of coming."),
    )  # fmt: skip
    register_number(
        "tickets.grace_minutes", _("How late an appointment still goes first"), group=GROUP, default=15, least=0, most=60,
        unit=_("minutes"), about=_("Who comes later than that waits from their coming on."),
    )  # fmt: skip
    register_number(
        "tickets.recalls", _("Calls again before somebody counts as not come"), group=GROUP, default=1, least=0, most=5,
        unit=_("times"),
    )  # fmt: skip
    register_number(
        "tickets.back_after", _("Who did not come goes back behind"), group=GROUP, default=3, least=0, most=20,
        unit=_("numbers"), about=_("Once; the second time the number has passed."),
    )  # fmt: skip
    register_switch(
        "tickets.on_site", _("Numbers by phone only at the centre"), group=GROUP,
        about=_("The phone then asks for the four digits on the centre’s display; they change every ten minutes."),
    )  # fmt: skip
    register_number(
        "tickets.grace_after_close", _("Numbers are closed so long after the centre"), group=GROUP, default=60, least=0,
        most=240, unit=_("minutes"), about=_("Who is still waiting then is told. Whoever is at a window is served to the end."),
    )  # fmt: skip
