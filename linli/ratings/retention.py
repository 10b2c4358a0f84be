from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.ratings.domain.forgetting import tied_ratings


def register_retention() -> None:
    """Say what of ratings ages out."""
    register_number(
        "ratings.kept_days", _("Who rated, and what they wrote"), group="retention", default=365, least=60, most=1095,
        unit=_("days"), aged=tied_ratings,
        basis=_("Personal Information Protection Law, art. 19: no longer than the purpose needs. The number is our own and unverified."),
        about=_("The grade stays for the figures, and so do words that were released to everybody. What is owed an answer is kept until it has it."),
    )  # fmt: skip
