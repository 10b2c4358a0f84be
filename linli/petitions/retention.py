from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.petitions.domain.erasure import old_petitions


def register_retention() -> None:
    """How long words and persons of petitions are kept."""
    register_number(
        "petition.kept_days", _("Words and persons of petitions that are over"), group="retention", default=1095,
        least=365, most=7300, unit=_("days"), aged=old_petitions,
        basis=_("Personal Information Protection Law, art. 19: no longer than the purpose needs. The number is our own and unverified."),
        about=_("Names, telephones, words, answers and papers are emptied, once no review runs; that there was one stays, by its number."),
    )  # fmt: skip
