from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.mediation.domain.erasure import old_mediations

GROUP = "mediation"


def register_settings() -> None:
    """When the return visits fall, and how long the words are kept."""
    for code, title, days in (
        ("mediation.first_visit_days", _("First return visit after a mediation"), 30),
        ("mediation.second_visit_days", _("Second return visit after a mediation"), 90),
    ):
        register_number(
            code, title, group=GROUP, default=days, least=1, most=730, unit=_("days"),
            basis=_("Our own rule, unverified."), about=_("Counted from the day on which all have signed."),
        )  # fmt: skip
    register_number(
        "mediation.kept_days", _("Words and persons of mediations that are over"), group="retention", default=1095,
        least=365, most=7300, unit=_("days"), aged=old_mediations,
        basis=_("Personal Information Protection Law, art. 19: no longer than the purpose needs. The number is our own and unverified."),
        about=_("Names, telephones, words and the agreement are emptied, the signed paper too; that there was one stays, by its number."),
    )  # fmt: skip
