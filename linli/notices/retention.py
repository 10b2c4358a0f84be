from django.utils.translation import gettext_lazy as _

from linli.common.setting import register_number
from linli.notices.domain.sweeping import old_notices


def register_retention() -> None:
    """Say what of notices ages out."""
    register_number(
        "notices.kept_months", _("Notices in inboxes"), group="retention", default=12, least=3, most=60,
        unit=_("months of thirty days"), basis=_("Our own rule: the history of the matter says the same and stays."),
        about=_("Deleted, read or not. What waits to be sent, or could not be delivered, stays."),
        aged=old_notices,
    )  # fmt: skip
