from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.tickets.domain.forgetting import tied_tickets


def register_retention() -> None:
    """Say what of tickets ages out."""
    register_number(
        "tickets.tied_days", _("Whose number it was"), group="retention", default=30, least=1, most=180, unit=_("days"),
        basis=_("Personal Information Protection Law, art. 19: no longer than the purpose needs. The number is our own and unverified."),
        about=_("The tie to account, browser and appointment is cut; the number and its times stay for the figures."),
        aged=tied_tickets,
    )  # fmt: skip
