"""What a county sets about petitions: numbers that the Regulations do not give."""

from django.utils.translation import gettext_lazy as _

from linli.common.calendar import Limit, LimitUnit
from linli.common.setting import register_number, value_of
from linli.petitions.enums import Pressure

OWN_RULE = _("Our own rule, unverified: the Regulations on Letters and Visits, art. 40, ask for it and give no number.")
WITHIN = {Pressure.URGE: "petition.urged_within", Pressure.SUPERVISE: "petition.supervised_within"}


def register_settings() -> None:
    """Say what can be set, within which bounds."""
    register_number(
        WITHIN[Pressure.URGE], _("Reply after an urging, within"), group="counter", default=5, least=1,
        most=30, unit=_("working days"), basis=OWN_RULE,
        about=_("Counted from the day after it was urged. Then it can be supervised."),
    )  # fmt: skip
    register_number(
        WITHIN[Pressure.SUPERVISE], _("Reply after a supervision notice, within"), group="counter",
        default=15, least=3, most=60, unit=_("working days"), basis=OWN_RULE,
        about=_("In writing, and whether the suggestions are taken up."),
    )  # fmt: skip


def reported_within(pressure: Pressure) -> Limit:
    return Limit(int(value_of(WITHIN[pressure])), LimitUnit.WORKING_DAYS)
