from datetime import timedelta

from django.db.models import QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.people.models import SignInCode


def old_codes(after_days: int) -> QuerySet[SignInCode]:
    """Sign-in codes that ran out so many days ago."""
    return SignInCode.objects.filter(expires_at__lt=now() - timedelta(days=after_days))


def register_retention() -> None:
    """Say what of people ages out."""
    register_number(
        "people.codes_kept_days", _("Sign-in codes that have run out"), group="retention", default=1, least=1, most=7,
        unit=_("days"), basis=_("Our own rule: a code opens nothing after five minutes."),
        about=_("Deleted; kept for a day so that a burst of codes to one phone can be seen."),
        aged=old_codes,
    )  # fmt: skip
