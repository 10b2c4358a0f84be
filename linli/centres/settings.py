"""What a county sets of centres: how often each disclosure is renewed, and when the town is told."""

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.centres.enums import RENEWED_DAYS, Duty
from linli.common.setting import register_number, value_of

GROUP = "centres"
OWN_RULE = _("Our own rule: no published text gives one.")


def _renewed_words(kind: Duty) -> str:
    words = str(kind.label)
    return gettext("Renew %(what)s within") % {"what": words[:1].lower() + words[1:]}


def register_settings() -> None:
    for kind, days in RENEWED_DAYS.items():
        register_number(
            f"centres.renewed_{kind}", lazy(_renewed_words, str)(kind), group=GROUP, default=days, least=7, most=732, unit=_("days"),
            about=_("Renewed, or said to be still right, within so many days."), basis=OWN_RULE,
        )  # fmt: skip
    register_number(
        "centres.town_told_after", _("The town is told after"), group=GROUP, default=7, least=0, most=90, unit=_("days"),
        about=_("So long after the centre itself was told."), basis=OWN_RULE,
    )  # fmt: skip


def renewed_within(kind: Duty) -> int:
    return int(value_of(f"centres.renewed_{kind}"))


def town_told_after() -> int:
    return int(value_of("centres.town_told_after"))
